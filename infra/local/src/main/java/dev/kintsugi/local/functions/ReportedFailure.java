package dev.kintsugi.local.functions;

/** What a handler in another process reported when it failed: it keeps the name that it had there. */
public final class ReportedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    public ReportedFailure(String type, String message) {
        super(message);
        this.type = type;
    }

    String type() {
        return type;
    }
}
