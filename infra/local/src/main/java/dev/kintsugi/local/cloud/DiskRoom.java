package dev.kintsugi.local.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a folder's disk has room for what a running project writes there. Asked before a write fails: a store without
 * room answers nothing that can be told apart from a model that takes its time.
 */
final class DiskRoom {
    /** What the records, the executions' log and the objects under way may need until the next look. */
    static final long LEAST_BYTES = 2 * 1024 * 1024;

    private DiskRoom() {}

    /** What is lacking and what to do, when there is too little. */
    static Optional<String> lackingIn(Path folder) {
        try {
            return lacking(folder, Files.getFileStore(existing(folder)).getUsableSpace());
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    static Optional<String> lacking(Path folder, long left) {
        return left >= LEAST_BYTES
                ? Optional.empty()
                : Optional.of(
                        ("the disk of %s is full: %d KB are left, and %d KB are needed. Make room there, or choose"
                                        + " another disk with --data; what was done is kept, and the same command goes on")
                                .formatted(folder, left / 1024, LEAST_BYTES / 1024));
    }

    private static Path existing(Path folder) {
        @Nullable Path found = folder;
        while (found != null && !Files.exists(found)) {
            found = found.getParent();
        }
        return found == null ? Path.of("/") : found;
    }
}
