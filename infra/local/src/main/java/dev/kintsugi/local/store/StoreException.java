package dev.kintsugi.local.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file cannot be used as it is; the message says which file and what a person can do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static StoreException cannotOpen(Path path, Exception cause) {
        return new StoreException(
                "The file %s cannot be opened: %s. Choose another folder with --data, or make this one writable."
                        .formatted(path, cause.getMessage()),
                cause);
    }

    static StoreException cannotClose(Path path, Exception cause) {
        return new StoreException("The file %s was not closed: %s.".formatted(path, cause.getMessage()), cause);
    }

    static StoreException foreign(Path path) {
        return new StoreException(
                "The file %s is a database of another program. Choose another folder with --data.".formatted(path),
                null);
    }

    static StoreException newer(Path path, int found, int known) {
        return new StoreException(
                "The file %s was written by a newer version (schema %d, this one knows %d). Use the newer version."
                        .formatted(path, found, known),
                null);
    }

    static StoreException broken(Path path, Exception cause) {
        return new StoreException(
                "The file %s cannot be read or written: %s. What was answered before is kept; see that the disk has room."
                        .formatted(path, cause.getMessage()),
                cause);
    }
}
