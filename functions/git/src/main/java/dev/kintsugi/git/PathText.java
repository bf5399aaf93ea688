package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names as git stores them are bytes; here they are held <em>raw</em>: one character per byte, so that nothing is lost
 * and their order is git's. For people a raw path becomes text: as it is when it is plain UTF-8, else quoted the way git
 * quotes. The quoted form can be read back, so every file has a name that can be spoken.
 */
final class PathText {
    private static final String ESCAPES = "abtnvfr";
    private static final int FIRST_ESCAPED = 7;

    private PathText() {}

    /** The text for a raw path. */
    static String of(String raw) {
        String text = utf8(raw);
        return text != null ? text : quoted(raw);
    }

    /** The raw path that a text names; empty when it is quoted, but not the way {@link #of} quotes. */
    static Optional<String> raw(String text) {
        String raw = text.startsWith("\"") ? unquoted(text) : new String(text.getBytes(UTF_8), ISO_8859_1);
        return raw != null && of(raw).equals(text) ? Optional.of(raw) : Optional.empty();
    }

    private static @Nullable String utf8(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c == 0x7f || c == '"' || c == '\\') {
                return null;
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static String quoted(String raw) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= FIRST_ESCAPED && c < FIRST_ESCAPED + ESCAPES.length()) {
                quoted.append('\\').append(ESCAPES.charAt(c - FIRST_ESCAPED));
            } else if (c < ' ' || c >= 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static @Nullable String unquoted(String text) {
        if (text.length() < 2 || !text.endsWith("\"")) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            char next = text.charAt(++i);
            if (next == '"' || next == '\\') {
                bytes.write(next);
            } else if (ESCAPES.indexOf(next) >= 0) {
                bytes.write(FIRST_ESCAPED + ESCAPES.indexOf(next));
            } else if (next >= '0' && next <= '3' && i + 2 < text.length() - 1) {
                bytes.write(((next - '0') << 6) | ((text.charAt(i + 1) & 7) << 3) | (text.charAt(i + 2) & 7));
                i += 2;
            } else {
                return null;
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
