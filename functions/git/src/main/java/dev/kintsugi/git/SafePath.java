package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.edit.RepositoryPath;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * The last door before a path is read or written: relative, inside the repository, and not {@code .git} in any of the
 * disguises that a file system may see through.
 */
final class SafePath {
    /** Knows {@code .git} in any case, git~1, trailing dots and blanks, and the characters that HFS+ ignores. */
    private static final ObjectChecker CHECKER = new ObjectChecker().setSafeForMacOS(true);

    /** What NTFS takes for {@code .git} beyond that: more dots, and streams. */
    private static final Pattern NTFS_DISGUISE =
            Pattern.compile("(?:^|/)(?:\\.git|git~1)[. ]*(?::[^/]*)?(?:/|$)", Pattern.CASE_INSENSITIVE);

    private SafePath() {}

    /** The raw path that a text names, when it is safe. */
    static Optional<String> raw(String text) {
        return PathText.raw(text).filter(SafePath::isSafe);
    }

    /** The raw path that a text names, when edits may write it: what they are allowed is decided in one place. */
    static Optional<String> writable(String text) {
        return RepositoryPath.of(text).filter(text::equals).flatMap(SafePath::raw);
    }

    static boolean isSafe(String raw) {
        try {
            CHECKER.checkPath(new String(raw.getBytes(ISO_8859_1), UTF_8));
        } catch (CorruptObjectException unsafe) {
            return false;
        }
        return !NTFS_DISGUISE.matcher(raw).find();
    }
}
