package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.read.Parsed.Fault;
import org.jspecify.annotations.Nullable;

/** A place in a TOML text that only moves forward, with the line and column it stands at. Line breaks are line feeds. */
final class TomlCursor {
    /** What no text has, so that a comparison with it fails. */
    static final char END = '\uFFFF';

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    TomlCursor(String text) {
        this.text = text;
    }

    Place place() {
        return new Place(line, at - lineStart + 1);
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    boolean sees(String what) {
        return text.startsWith(what, at);
    }

    char take() {
        char taken = text.charAt(at++);
        if (taken == '\n') {
            line++;
            lineStart = at;
        }
        return taken;
    }

    boolean takeIf(char wanted) {
        if (isAtEnd() || peek() != wanted) {
            return false;
        }
        take();
        return true;
    }

    boolean takeIf(String wanted) {
        boolean seen = sees(wanted);
        for (int i = 0; seen && i < wanted.length(); i++) {
            take();
        }
        return seen;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Blanks, line breaks and comments. */
    void skipVoid() {
        skipBlanks();
        while (peek() == '#' || peek() == '\n') {
            skipComment();
            takeIf('\n');
            skipBlanks();
        }
    }

    void skipComment() {
        if (peek() != '#') {
            return;
        }
        while (!isAtEnd() && peek() != '\n') {
            refuseControl();
            at++;
        }
    }

    void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    /** After a statement nothing but a comment may stand in its line. */
    void endLine() {
        skipBlanks();
        skipComment();
        if (!isAtEnd() && peek() != '\n') {
            throw broken("expected the line to end, found " + found());
        }
    }

    /** TOML allows no control character but the tab, wherever it stands. */
    void refuseControl() {
        char c = peek();
        if ((c < ' ' && c != '\t') || c == 0x7F) {
            throw broken("a control character, U+%04X, cannot be written as it is".formatted((int) c));
        }
    }

    /** What stands here, as a sentence names it. */
    String found() {
        if (isAtEnd()) {
            return "the end";
        }
        return peek() == '\n' ? "the line's end" : Shown.quoted(Character.toString(text.codePointAt(at)));
    }

    Broken broken(String what) {
        return brokenAt(place(), what);
    }

    static Broken brokenAt(Place at, String what) {
        return new Broken(Fault.syntax(at, "is not valid TOML: " + what, null));
    }

    static Broken writtenTwice(Place at, String key, Place first) {
        return new Broken(new Fault(
                at,
                Code.DUPLICATE_KEY,
                key,
                "the key " + Shown.shortened(key) + " is written twice, first in line " + first.line(),
                "keep one of them"));
    }

    /** Ends one statement; the reader goes on at the next line. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable Fault fault;

        private Broken(Fault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault == null ? Fault.syntax(Place.WHOLE_FILE, String.valueOf(getMessage()), null) : fault;
        }
    }
}
