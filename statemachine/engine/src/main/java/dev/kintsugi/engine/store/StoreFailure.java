package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.file.Path;

/** Why the data directory cannot be used, in a sentence that says where and what to do next. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreFailure(String message) {
        super(message);
    }

    private StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreFailure inUse(Path directory, String owner) {
        return new StoreFailure("The data directory %s is in use by %s; stop that process or choose another directory"
                .formatted(directory, owner));
    }

    static StoreFailure corrupt(Path file, long offset, String found) {
        return new StoreFailure(
                "The log %s is damaged at byte %d: %s. Records after it are intact, so nothing was cut off; restore the file from a backup, or move the data directory away to start with an empty one"
                        .formatted(file, offset, found));
    }

    static StoreFailure missingSegment(Path directory, String expected) {
        return new StoreFailure(
                "The data directory %s lacks the log file %s between two others; restore it from a backup, or move the data directory away to start with an empty one"
                        .formatted(directory, expected));
    }

    static StoreFailure otherFormat(Path file) {
        return new StoreFailure(
                "The file %s is not a log of this version of the engine; start with another data directory"
                        .formatted(file));
    }

    static StoreFailure unusable(Path directory, IOException cause) {
        return new StoreFailure(
                "The data directory %s cannot be used: %s".formatted(directory, Reasons.of(cause)), cause);
    }

    static StoreFailure unreadable(Path file, IOException cause) {
        return new StoreFailure("The log %s cannot be read: %s".formatted(file, Reasons.of(cause)), cause);
    }

    static StoreFailure writingStopped(Path directory, Throwable cause) {
        return new StoreFailure(
                "The engine no longer accepts work because its log in %s could not be written: %s. What was answered before is safe; make room and start the engine again"
                        .formatted(directory, Reasons.of(cause)),
                cause);
    }

    static StoreFailure closed(Path directory) {
        return new StoreFailure("The log in %s is closed".formatted(directory));
    }

    static StoreFailure recordTooLarge(int bytes) {
        return new StoreFailure("A record of %d bytes is larger than the %d a record may have"
                .formatted(bytes, CommitLog.RECORD_BYTES_MAX));
    }
}
