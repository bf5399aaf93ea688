package dev.kintsugi.engine.jsonata;

/** A text is not JSON; the message says what was expected, the location where. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String location;

    JsonSyntaxException(String message) {
        this(message, "");
    }

    JsonSyntaxException(String message, String location) {
        super(message, null, false, false);
        this.location = location;
    }

    /** What was expected, and where. */
    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** What was expected, without the place. */
    public String reason() {
        return message().replace("\n at " + location, "");
    }

    /** Where, as the parser writes it; empty if it does not know. */
    public String location() {
        return location;
    }
}
