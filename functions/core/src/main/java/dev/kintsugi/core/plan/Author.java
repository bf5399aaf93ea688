package dev.kintsugi.core.plan;

/** Whose name stands in the commits. What git cannot write, or would have to change, is refused. */
public record Author(String name, String email) {
    /** Longest name or address, in characters. */
    public static final int MAXIMUM_CHARACTERS = 200;

    public Author {
        check("name", name);
        check("email", email);
        if (name.isBlank()) {
            throw new IllegalArgumentException("An author has a name");
        }
    }

    /** Whether these can be an author's. */
    public static boolean fits(String name, String email) {
        return !name.isBlank() && isPlain(name) && isPlain(email);
    }

    private static void check(String what, String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException(
                    "An author's " + what + " has no control characters, no < or >, no blanks"
                            + " around it and at most " + MAXIMUM_CHARACTERS + " characters: '" + text + "'");
        }
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAXIMUM_CHARACTERS
                && text.equals(text.strip())
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '<' || c == '>' || isHalf(c));
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
