package dev.kintsugi.core.heal;

import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.graph.PathPattern;
import java.util.List;
import java.util.stream.Stream;

/** Whether one task keeps within what another may touch. */
final class Scopes {
    private static final String WILDCARDS = ".*[*?\\[{].*";

    private Scopes() {}

    /** The paths that a task names for itself and that the failed one does not cover; all are fine when that names none. */
    static List<String> beyond(Task task, Task failed) {
        List<String> writable = failed.targets();
        List<String> locked = failed.scope().isEmpty() ? writable : failed.scope();
        Stream<String> wider = locked.isEmpty()
                ? Stream.empty()
                : task.scope().stream().filter(path -> !isWithin(path, locked) && !isWithin(path, writable));
        Stream<String> targets = writable.isEmpty()
                ? task.targets().stream().filter(path -> !locked.isEmpty() && !isWithin(path, locked))
                : task.targets().stream().filter(path -> !isWithin(path, writable));
        return Stream.concat(wider, targets).distinct().toList();
    }

    private static boolean isWithin(String path, List<String> allowed) {
        return allowed.stream().anyMatch(one -> isWithin(bare(path), bare(one)));
    }

    /** A folder is written with and without what says that everything below is meant. */
    private static String bare(String path) {
        return path.replaceAll("/(\\*\\*)?/?$", "");
    }

    private static boolean isWithin(String path, String allowed) {
        if (path.equals(allowed) || path.startsWith(allowed + "/") || allowed.equals("**")) {
            return true;
        }
        boolean isFolderAbove = allowed.startsWith(path + "/");
        return !isFolderAbove
                && !path.matches(WILDCARDS)
                && PathPattern.glob(allowed).overlaps(PathPattern.literal(path));
    }
}
