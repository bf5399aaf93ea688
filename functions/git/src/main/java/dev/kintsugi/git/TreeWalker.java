package dev.kintsugi.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Visits the files of a tree in git's order. A tree of a few objects can claim to hold billions of files, or to be
 * thousands of folders deep, so a walk ends at a limit.
 */
final class TreeWalker {
    /** Most entries, folders included, that one walk visits. */
    static final int MAXIMUM_ENTRIES = 1_000_000;

    /** Deepest folder that is visited. */
    static final int MAXIMUM_DEPTH = 512;

    private final ObjectReader reader;

    TreeWalker(ObjectReader reader) {
        this.reader = reader;
    }

    /** Visits until the visitor has enough; returns whether everything was visited. */
    boolean walk(ObjectId tree, Visitor visitor) throws IOException {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(level("", tree, visitor));
        boolean complete = true;
        for (int visited = 0; !levels.isEmpty(); ) {
            Level level = levels.element();
            if (!level.entries().hasNext()) {
                levels.pop();
                continue;
            }
            TreeEntry entry = level.entries().next();
            if (++visited > MAXIMUM_ENTRIES) {
                return false;
            }
            String path = level.prefix() + entry.name();
            if (!entry.isFolder()) {
                if (!visitor.visit(path, entry)) {
                    return false;
                }
            } else if (levels.size() >= MAXIMUM_DEPTH) {
                complete = false;
            } else {
                levels.push(level(path + "/", entry.id(), visitor));
            }
        }
        return complete;
    }

    private Level level(String prefix, ObjectId tree, Visitor visitor) throws IOException {
        List<TreeEntry> entries = ObjectStore.tree(reader, tree);
        visitor.enter(prefix, entries);
        return new Level(prefix, entries.iterator());
    }

    private record Level(String prefix, Iterator<TreeEntry> entries) {}

    /** Sees a tree's entries one after the other. */
    @FunctionalInterface
    interface Visitor {
        /** One file, link or submodule by its raw path; returns whether to go on. */
        boolean visit(String path, TreeEntry entry) throws IOException;

        /** A folder, before what it holds; its path is empty, or ends in a slash. */
        default void enter(String folder, List<TreeEntry> entries) throws IOException {
            // Most are about files only.
        }
    }
}
