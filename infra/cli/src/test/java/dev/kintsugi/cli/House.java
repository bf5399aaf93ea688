package dev.kintsugi.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout is, for the tests that hold the house itself. */
public final class House {
    public static final Path ROOT = root();

    private House() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("infra/bin/kintsugi"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
