package dev.kintsugi.git.attributes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Fills in {@code $Id$}, as the attribute {@code ident} asks: with the content's own name. */
final class IdentKeyword {
    private IdentKeyword() {}

    static byte[] filled(byte[] content, String blob) {
        String text = new String(content, ISO_8859_1);
        StringBuilder filled = new StringBuilder(text.length() + 64);
        int done = 0;
        for (int at = text.indexOf("$Id"); at >= 0; at = text.indexOf("$Id", at)) {
            int end = end(text, at);
            if (end == UNFINISHED) {
                break;
            }
            if (end == NONE) {
                at++;
                continue;
            }
            filled.append(text, done, at).append("$Id: ").append(blob).append(" $");
            done = end;
            at = end;
        }
        return filled.append(text, done, text.length()).toString().getBytes(ISO_8859_1);
    }

    private static final int NONE = -1;
    private static final int UNFINISHED = -2;

    /** Where a keyword that begins here ends. One that holds words of another system is none. */
    private static int end(String text, int start) {
        int after = start + 3;
        if (text.startsWith("$", after)) {
            return after + 1;
        }
        if (!text.startsWith(":", after)) {
            return NONE;
        }
        int dollar = text.indexOf('$', after + 1);
        if (dollar < 0) {
            return UNFINISHED;
        }
        String value = text.substring(after + 1, dollar);
        int blank = value.indexOf(' ', 1);
        boolean foreign = blank >= 0 && blank < value.length() - 1;
        return value.indexOf('\n') >= 0 || foreign ? NONE : dollar + 1;
    }
}
