package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form of a SHA-1 object name, and how git makes one. */
final class ObjectName {
    private static final int HEX_CHARACTERS = 40;

    private ObjectName() {}

    /** The name of an object of this type: {@code blob}, {@code tree} or {@code commit}. */
    static String of(String type, byte[] content) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-1");
            hash.update((type + " " + content.length + "\0").getBytes(US_ASCII));
            return HexFormat.of().formatHex(hash.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-1", impossible);
        }
    }

    static boolean isName(String text) {
        return text.length() == HEX_CHARACTERS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    static void check(String hex, String what) {
        if (!isName(hex)) {
            throw new IllegalArgumentException(
                    "A " + what + " is " + HEX_CHARACTERS + " lower-case hex characters, not '" + hex + "'");
        }
    }
}
