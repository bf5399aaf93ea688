package dev.kintsugi.core.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which paths may be touched: relative ones that stay inside the repository and out of its {@code .git}, on
 * any file system it may be checked out on. So the disguises that git itself guards against are refused too: another
 * case, trailing dots and blanks, the short name {@code git~1}, NTFS streams, and characters that some file systems
 * ignore.
 */
public final class RepositoryPath {
    /** Longest path, in characters. */
    public static final int MAXIMUM_CHARACTERS = 4096;

    private RepositoryPath() {}

    /** The path normalised, or empty when it must not be touched. */
    public static Optional<String> of(String written) {
        if (written.isEmpty() || written.length() > MAXIMUM_CHARACTERS) {
            return Optional.empty();
        }
        String path = written.replace('\\', '/');
        if (path.startsWith("/") || path.startsWith("~") || path.endsWith("/")) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!isSafe(part)) {
                return Optional.empty();
            }
            parts.add(part);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    private static boolean isSafe(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            // A colon is a drive letter or an NTFS stream; neither names a file inside.
            if (c < ' ' || c == 0x7f || c == ':') {
                return false;
            }
        }
        String bare = undisguised(part);
        return !bare.isEmpty() && !bare.equals(".git") && !bare.equals("git~1");
    }

    /** Lower case, without ignorable characters and without the dots and blanks that Windows drops at the end. */
    private static String undisguised(String part) {
        StringBuilder seen = new StringBuilder(part.length());
        part.codePoints().filter(c -> !isIgnorable(c)).forEach(seen::appendCodePoint);
        int end = seen.length();
        while (end > 0 && (seen.charAt(end - 1) == '.' || Character.isWhitespace(seen.charAt(end - 1)))) {
            end--;
        }
        return seen.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isIgnorable(int c) {
        return c == 0x00AD
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF;
    }
}
