package dev.kintsugi.core.model;

/** A model that is overloaded, or that nobody answers for. A passing fault: the machine repeats the step later. */
public final class ModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelUnavailable(String message) {
        super(message);
    }
}
