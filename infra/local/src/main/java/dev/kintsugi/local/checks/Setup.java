package dev.kintsugi.local.checks;

import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Whether a project's setup has run in a lane, and for which dependencies. */
final class Setup {
    private static final String DONE = "setup";

    private Setup() {}

    static boolean isDone(Lane lane, String key) throws IOException {
        try {
            return Files.readString(lane.folder().resolve(DONE), StandardCharsets.UTF_8)
                    .equals(key);
        } catch (NoSuchFileException never) {
            return false;
        }
    }

    static void done(Lane lane, String key) throws IOException {
        Files.writeString(lane.folder().resolve(DONE), key, StandardCharsets.UTF_8);
    }
}
