package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.path.RepositoryPath;
import java.util.Optional;

/**
 * The last door before a path is read or written: relative, inside the repository, and not {@code .git} in any of the
 * disguises that a file system may see through. What those are is decided in one place, {@link RepositoryPath}.
 */
final class SafePath {
    private SafePath() {}

    /** The raw path that a text names, when it is safe. */
    static Optional<String> raw(String text) {
        return PathText.raw(text).filter(SafePath::isSafe);
    }

    /** The raw path that a text names, when edits may write it: what they are allowed is less. */
    static Optional<String> writable(String text) {
        return RepositoryPath.of(text).filter(text::equals).flatMap(SafePath::raw);
    }

    static boolean isSafe(String raw) {
        for (String name : raw.split("/", -1)) {
            String text = new String(name.getBytes(ISO_8859_1), UTF_8);
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.indexOf('\0') >= 0
                    || RepositoryPath.isGitFolder(text)) {
                return false;
            }
        }
        return true;
    }
}
