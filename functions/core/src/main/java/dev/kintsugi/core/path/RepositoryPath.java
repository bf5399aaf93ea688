package dev.kintsugi.core.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides which paths may be touched: relative ones that stay inside the repository and out of its {@code .git}, on
 * any file system it may be checked out on. So the disguises that git itself guards against are refused too: another
 * case, trailing dots and blanks, the short names {@code git~1} and on, NTFS streams, and characters that some file
 * systems ignore.
 */
public final class RepositoryPath {
    /** Longest path, in characters. */
    public static final int MAXIMUM_CHARACTERS = 4096;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    /** What a system with short names may call {@code .git}. */
    private static final Pattern SHORT_GIT_NAME = Pattern.compile("git~[0-9]+");

    /** Unassigned, and ignored all the same by a file system that ignores its neighbours. */
    private static final int IGNORED_UNASSIGNED = 0x2065;

    private RepositoryPath() {}

    /** The path normalised, or empty when it must not be touched. A model may write it with backslashes. */
    public static Optional<String> of(String written) {
        String path = written.replace('\\', '/');
        boolean usable = !path.isEmpty() && path.length() <= MAXIMUM_CHARACTERS && !path.endsWith("/");
        return usable && whyOutside(path).isEmpty()
                ? Optional.of(normal(path)).filter(normal -> !normal.isEmpty())
                : Optional.empty();
    }

    /** Without {@code .} and doubled slashes. */
    private static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** Why a path with slashes, or a glob, leads out of the repository or into git's own folder; empty when it does not. */
    public static Optional<String> whyOutside(String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("it contains a control character");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("it contains a backslash: write / between folders");
        }
        if (path.startsWith("/")) {
            return Optional.of("it is absolute: begin at the repository's root, without /");
        }
        if (path.startsWith("~")) {
            return Optional.of("it begins in a home directory");
        }
        if (DRIVE.matcher(path).lookingAt()) {
            return Optional.of("it names a drive");
        }
        for (String part : path.split("/", -1)) {
            if (isGitFolder(part)) {
                return Optional.of("git's own folder is never read or written");
            }
            if (part.equals("..")) {
                return Optional.of(".. leads out of the folder it stands in");
            }
            if (!part.isEmpty() && !part.equals(".") && undisguised(part).isEmpty()) {
                return Optional.of("it has a part of dots and blanks only, which some systems take for ..");
            }
        }
        return Optional.empty();
    }

    /** Whether some file system takes this name for {@code .git}. */
    public static boolean isGitFolder(String part) {
        int stream = part.indexOf(':');
        String name = undisguised(stream < 0 ? part : part.substring(0, stream));
        return name.equals(".git") || SHORT_GIT_NAME.matcher(name).matches();
    }

    /** Lower case, without ignorable characters and without the dots and blanks that Windows drops at the end. */
    private static String undisguised(String part) {
        StringBuilder seen = new StringBuilder(part.length());
        part.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && c != IGNORED_UNASSIGNED)
                .forEach(seen::appendCodePoint);
        int end = seen.length();
        while (end > 0 && (seen.charAt(end - 1) == '.' || Character.isWhitespace(seen.charAt(end - 1)))) {
            end--;
        }
        return seen.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
