package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** JSONata's four functions for URLs. The library writes forms instead, with a plus for a blank. */
final class UrlFunctions {
    private static final String PLAIN = "-_.!~*'()";
    private static final String SEPARATORS = ";/?:@&=+$,#";
    private static final int BYTE_LENGTH = 3;
    private static final int ASCII_END = 0x80;
    private static final int HEX = 16;
    private static final HexFormat DIGITS = HexFormat.of().withUpperCase();

    private UrlFunctions() {}

    /** The function of that name; null if it is none of the four. */
    static @Nullable UrlFunction named(String name) {
        return switch (name) {
            case "encodeUrl" -> text -> encode(name, text, PLAIN + SEPARATORS);
            case "encodeUrlComponent" -> text -> encode(name, text, PLAIN);
            case "decodeUrl" -> text -> decode(name, text, SEPARATORS);
            case "decodeUrlComponent" -> text -> decode(name, text, "");
            default -> null;
        };
    }

    private static String encode(String function, String text, String plain) {
        StringBuilder encoded = new StringBuilder(text.length());
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next >= 0 && (Character.isLetterOrDigit(next) || plain.indexOf(next) >= 0)) {
                    encoded.append((char) next);
                } else {
                    encoded.append('%').append(DIGITS.toHexDigits(next));
                }
            }
        } catch (CharacterCodingException e) {
            throw malformed(function, text);
        }
        return encoded.toString();
    }

    /** Characters that are kept stay as they are encoded. */
    private static String decode(String function, String text, String kept) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next != '%') {
                decoded.append(next);
                at++;
                continue;
            }
            int end = at + BYTE_LENGTH * bytesOfCharacter(function, text, at);
            String character = character(function, text, at, end);
            decoded.append(kept.contains(character) ? text.substring(at, end) : character);
            at = end;
        }
        return decoded.toString();
    }

    private static int bytesOfCharacter(String function, String text, int at) {
        int first = byteAt(function, text, at);
        return first < ASCII_END ? 1 : Integer.numberOfLeadingZeros(~(first << (Integer.SIZE - Byte.SIZE)));
    }

    private static String character(String function, String text, int from, int end) {
        ByteBuffer bytes = ByteBuffer.allocate((end - from) / BYTE_LENGTH);
        for (int at = from; at < end; at += BYTE_LENGTH) {
            bytes.put((byte) byteAt(function, text, at));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed(function, text);
        }
    }

    private static int byteAt(String function, String text, int at) {
        if (at + BYTE_LENGTH > text.length() || text.charAt(at) != '%') {
            throw malformed(function, text);
        }
        int high = Character.digit(text.charAt(at + 1), HEX);
        int low = Character.digit(text.charAt(at + 2), HEX);
        if (high < 0 || low < 0) {
            throw malformed(function, text);
        }
        return high * HEX + low;
    }

    private static JException malformed(String function, String text) {
        return new JException("D3140: Malformed URL passed to " + function + "(): " + JsonText.write(text));
    }

    /** Makes one text of another. */
    interface UrlFunction {
        String of(String text);
    }
}
