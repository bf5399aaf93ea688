package dev.kintsugi.core.edit.match;

/**
 * What a line says, as one number that is the same for lines differing only in blanks and typography: blanks count
 * only between two word characters, typographic quotes, dashes and spaces are their plain forms, and characters
 * without width are nothing. Equal lines have equal keys; the reverse holds but for one case in 2^64, and each match
 * is compared again character by character before it is used.
 */
final class LineKey {
    /** The key of a line that says nothing. */
    static final long BLANK = 0;

    /** What {@link #plain} gives for a character without width. */
    private static final char NOTHING = 0;

    private LineKey() {}

    static long of(String line) {
        return of(line, 0, line.length());
    }

    static long of(String text, int from, int to) {
        long hash = BLANK;
        char last = NOTHING;
        boolean blank = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c > 0x7e) {
                c = plain(c);
                if (c == NOTHING) {
                    continue;
                }
            }
            if (c <= ' ') {
                blank = true;
                continue;
            }
            if (blank && isWord(last) && isWord(c)) {
                hash = mixed(hash, ' ');
            }
            blank = false;
            if (c == '\u2026') {
                hash = mixed(mixed(mixed(hash, '.'), '.'), '.');
                last = '.';
                continue;
            }
            hash = mixed(hash, c);
            last = c;
        }
        return hash;
    }

    /** The same normal form as text, for comparing and for people. */
    static String normal(String line) {
        StringBuilder normal = new StringBuilder(line.length());
        boolean blank = false;
        for (int i = 0; i < line.length(); i++) {
            char c = plain(line.charAt(i));
            if (c == NOTHING) {
                continue;
            }
            if (c <= ' ') {
                blank = true;
                continue;
            }
            if (blank && !normal.isEmpty() && isWord(normal.charAt(normal.length() - 1)) && isWord(c)) {
                normal.append(' ');
            }
            blank = false;
            if (c == '\u2026') {
                normal.append("...");
            } else {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    private static long mixed(long hash, char c) {
        long next = (hash ^ c) * 0x9E3779B97F4A7C15L;
        next ^= next >>> 29;
        return next == BLANK ? 1 : next;
    }

    static boolean isWord(char c) {
        return c == '_' || c == '$' || (c < 0x80 ? isAsciiWord(c) : Character.isLetterOrDigit(c));
    }

    private static boolean isAsciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The character a keyboard has for a typographic one. */
    static char plain(char c) {
        if (c < 0x80) {
            return c;
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u201F', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            case '\u00A0', '\u1680', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000' -> ' ';
            case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF' -> NOTHING;
            default -> c >= '\u2000' && c <= '\u200A' ? ' ' : c;
        };
    }

    static boolean isTypographic(char c) {
        return c >= 0x80 && (plain(c) != c || c == '\u2026');
    }
}
