package dev.kintsugi.models;

/** A credential. It shows itself to nobody by accident, and is taken out of what servers echo. */
public final class Secret {
    private static final String HIDDEN = "[secret]";

    private final String value;

    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty credential is none");
        }
        this.value = value.strip();
    }

    /** The value itself, for the one header that carries it. */
    public String reveal() {
        return value;
    }

    /** A text without this secret. */
    public String hideIn(String text) {
        return text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
