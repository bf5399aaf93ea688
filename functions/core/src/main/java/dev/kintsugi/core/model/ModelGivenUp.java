package dev.kintsugi.core.model;

/**
 * A model that stayed unavailable as often as it is worth coming back to. No machine repeats this: the execution stops
 * where it is, and whoever made the model available again lets it go on from there.
 */
public final class ModelGivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelGivenUp(String message) {
        super(message);
    }
}
