package dev.kintsugi.engine.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Puts an I/O error into words, because a file system's exception often says no more than the file's name. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return switch (cause) {
            case AccessDeniedException denied -> "no permission for " + message;
            case NoSuchFileException missing -> message + " does not exist";
            case FileAlreadyExistsException existing -> message + " is a file, not a directory";
            default -> message;
        };
    }
}
