package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.path.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the file that a coder's path means. A path that exists is taken as it is; one that differs from a single file
 * in case only, or in the folders before it, means that file; with several there is no telling.
 */
final class Whereabouts {
    private final SourceTree tree;

    Whereabouts(SourceTree tree) {
        this.tree = tree;
    }

    /** What a path comes to. */
    sealed interface Place {
        /** A file under its own name, and whether that name had to be guessed. */
        @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
        record File(String path, byte[] content, boolean guessed) implements Place {}

        /** Nothing stands there, and it may be written. */
        record Free(String path) implements Place {}

        /** It must not be touched. */
        record Closed(String path, Reason reason) implements Place {}
    }

    /** The place that a path means exactly, but for case. */
    Place literally(String written) {
        return find(written, false);
    }

    /** The place that a path means, its folders guessed when just one file can be meant. */
    Place nearly(String written) {
        return find(written, true);
    }

    private Place find(String written, boolean guess) {
        Optional<String> path = RepositoryPath.of(written);
        if (path.isEmpty()) {
            return new Place.Closed(written, Reason.of(Reason.Kind.OUTSIDE, written.isEmpty() ? "no path" : written));
        }
        return switch (tree.look(path.get())) {
            case SourceTree.Entry.Found found -> opened(path.get(), found.content(), false);
            case SourceTree.Entry.Refused refused -> new Place.Closed(path.get(), refused.reason());
            case SourceTree.Entry.Missing missing -> elsewhere(path.get(), guess);
        };
    }

    private Place elsewhere(String path, boolean guess) {
        List<String> meant = new ArrayList<>();
        String lower = path.toLowerCase(Locale.ROOT);
        List<String> paths = tree.paths();
        for (String there : paths) {
            if (there.toLowerCase(Locale.ROOT).equals(lower)) {
                meant.add(there);
            }
        }
        if (meant.isEmpty() && guess) {
            for (String there : paths) {
                String name = there.toLowerCase(Locale.ROOT);
                if (lower.endsWith("/" + name) || name.endsWith("/" + lower)) {
                    meant.add(there);
                }
            }
        }
        if (meant.size() == 1 && tree.look(meant.get(0)) instanceof SourceTree.Entry.Found found) {
            return opened(meant.get(0), found.content(), true);
        }
        return new Place.Free(path);
    }

    private static Place opened(String path, byte[] content, boolean guessed) {
        return content.length > SourceTree.MAXIMUM_FILE_BYTES
                ? new Place.Closed(
                        path,
                        Reason.of(
                                Reason.Kind.TOO_LARGE,
                                path + " has " + content.length + " bytes, and at most " + SourceTree.MAXIMUM_FILE_BYTES
                                        + " are edited"))
                : new Place.File(path, content, guessed);
    }

    /** Files whose name resembles a path's, to be told when nothing is found. */
    List<String> namesakes(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return tree.paths().stream()
                .filter(there -> there.substring(there.lastIndexOf('/') + 1)
                        .toLowerCase(Locale.ROOT)
                        .equals(name))
                .limit(3)
                .toList();
    }
}
