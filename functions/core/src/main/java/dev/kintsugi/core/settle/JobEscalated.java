package dev.kintsugi.core.settle;

/** The reviewer still objects after the last cycle. The execution ends with this name. */
public final class JobEscalated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobEscalated(String message) {
        super(message);
    }
}
