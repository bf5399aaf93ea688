package dev.kintsugi.core.settle;

/** The project cannot go on by itself: the message says what waits for whom. Its execution ends with this name. */
public final class ProjectIncomplete extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectIncomplete(String message) {
        super(message);
    }
}
