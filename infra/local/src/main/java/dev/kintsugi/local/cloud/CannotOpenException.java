package dev.kintsugi.local.cloud;

import dev.kintsugi.engine.store.StoreFailure;
import dev.kintsugi.local.store.StoreException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The embedded cloud cannot be opened, in a sentence for people that says what to do. */
public final class CannotOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CannotOpenException(String message) {
        super(message);
    }

    /** The disk has no room, as this sentence says. */
    static CannotOpenException full(String lacking) {
        return new CannotOpenException(lacking);
    }

    private CannotOpenException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the stores say is for people already. */
    static <T> T asking(Supplier<T> open) {
        try {
            return open.get();
        } catch (StoreFailure | StoreException failure) {
            throw new CannotOpenException(String.valueOf(failure.getMessage()), failure);
        }
    }

    static CannotOpenException of(Path data, Options options, Exception failure) {
        return switch (failure) {
            case CannotOpenException told -> told;
            case StoreFailure told -> new CannotOpenException(String.valueOf(told.getMessage()), told);
            case StoreException told -> new CannotOpenException(String.valueOf(told.getMessage()), told);
            case BindException taken ->
                new CannotOpenException(
                        "Port %d is taken; stop who listens there or choose another port".formatted(options.port()),
                        taken);
            default ->
                new CannotOpenException(
                        "The embedded cloud in %s cannot be opened: %s".formatted(data, failure.getMessage()), failure);
        };
    }
}
