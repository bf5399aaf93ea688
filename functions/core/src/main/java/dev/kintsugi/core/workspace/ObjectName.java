package dev.kintsugi.core.workspace;

/** The form of a SHA-1 object name. */
final class ObjectName {
    private static final int HEX_CHARACTERS = 40;

    private ObjectName() {}

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
