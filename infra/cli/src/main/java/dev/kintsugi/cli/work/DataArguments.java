package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.ApiRefusal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where this machine keeps its projects. */
final class DataArguments {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where this machine keeps its projects (default: ~/.kintsugi).")
    private @Nullable String data;

    Path folder() {
        try {
            return data != null ? Path.of(data) : Path.of(System.getProperty("user.home"), ".kintsugi");
        } catch (InvalidPathException bad) {
            throw ApiRefusal.unanswered("--data: no folder can have that name: " + bad.getReason());
        }
    }

    /** What a further command needs behind it to find the same folder. */
    String asOption() {
        return data != null ? " --data " + data : "";
    }
}
