package dev.kintsugi.core.plan.read;

/** The four kinds of TOML strings. */
final class TomlString {
    private final TomlCursor in;

    TomlString(TomlCursor in) {
        this.in = in;
    }

    /** The string that begins here, of any kind. */
    String read() {
        Place start = in.place();
        if (in.takeIf("\"\"\"")) {
            return severalLines(start, '"');
        }
        if (in.takeIf("'''")) {
            return severalLines(start, '\'');
        }
        return oneLine(start, in.take());
    }

    private String oneLine(Place start, char quote) {
        StringBuilder text = new StringBuilder();
        while (!in.takeIf(quote)) {
            if (in.isAtEnd() || in.peek() == '\n') {
                throw TomlCursor.brokenAt(start, "the text in quotes is never closed in its line");
            }
            in.refuseControl();
            next(text, quote);
        }
        return text.toString();
    }

    private String severalLines(Place start, char quote) {
        StringBuilder text = new StringBuilder();
        String end = String.valueOf(quote).repeat(3);
        in.takeIf('\n');
        while (!in.sees(end) || in.peek(3) == quote) {
            if (in.isAtEnd()) {
                throw TomlCursor.brokenAt(start, "the text in " + end + " is never closed");
            }
            // Up to two quotes may stand before the three that close.
            if (in.sees(end) && in.peek(4) == quote && in.peek(5) == quote) {
                throw in.broken("more than five quotes in a row");
            }
            if (in.peek() == '\n') {
                text.append(in.take());
            } else {
                in.refuseControl();
                next(text, quote);
            }
        }
        in.takeIf(end);
        return text.toString();
    }

    private void next(StringBuilder text, char quote) {
        Place at = in.place();
        char c = in.take();
        if (c != '\\' || quote == '\'') {
            text.append(c);
            return;
        }
        if (in.isAtEnd()) {
            throw TomlCursor.brokenAt(at, "a backslash needs a letter behind it");
        }
        char escape = in.peek();
        if (escape == '\n' || escape == ' ' || escape == '\t') {
            joinLines(at);
            return;
        }
        in.take();
        switch (escape) {
            case 'b' -> text.append('\b');
            case 't' -> text.append('\t');
            case 'n' -> text.append('\n');
            case 'f' -> text.append('\f');
            case 'r' -> text.append('\r');
            case '"', '\\' -> text.append(escape);
            case 'u' -> text.appendCodePoint(codePoint(at, 4));
            case 'U' -> text.appendCodePoint(codePoint(at, 8));
            default ->
                throw TomlCursor.brokenAt(
                        at,
                        "\\" + Shown.shortened(Character.toString(escape))
                                + " is no escape; write \\\\ for a backslash, or use '...'");
        }
    }

    /** A backslash at a line's end leaves out all blanks and line breaks up to the next text. */
    private void joinLines(Place at) {
        in.skipBlanks();
        if (in.peek() != '\n') {
            throw TomlCursor.brokenAt(at, "a backslash before a blank must be the last in its line");
        }
        while (in.peek() == '\n' || in.peek() == ' ' || in.peek() == '\t') {
            in.take();
        }
    }

    private int codePoint(Place at, int digits) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = in.isAtEnd() || in.peek() > 'f' ? -1 : Character.digit(in.peek(), 16);
            if (digit < 0) {
                throw TomlCursor.brokenAt(at, "expected " + digits + " hexadecimal digits");
            }
            in.take();
            code = (code << 4) | digit;
        }
        if (!Character.isValidCodePoint(code) || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw TomlCursor.brokenAt(at, "there is no character U+%04X".formatted(code));
        }
        return code;
    }
}
