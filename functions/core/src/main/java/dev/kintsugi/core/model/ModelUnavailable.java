package dev.kintsugi.core.model;

/** A model that is overloaded, or that nobody answers for. A passing fault: the machine repeats the step later. */
public final class ModelUnavailable extends RuntimeException {
    /** How often a step may find a model unavailable before it is given up: once, and each time it is repeated. */
    public static final int MOST_VISITS = 9;

    private static final long serialVersionUID = 1L;

    public ModelUnavailable(String message) {
        super(message);
    }
}
