package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The entries in which two trees differ, renames found, with the exact name of each: JGit's own entries carry decoded
 * text, in which two names can look alike. Equal folders are never looked into.
 */
final class TreeDifference {
    /** Most files that one difference names. */
    static final int MAXIMUM_FILES = 100_000;

    /** Most added and deleted files between which similar ones are looked for; equal ones are always found. */
    static final int MAXIMUM_RENAME_CANDIDATES = 400;

    private final List<DiffEntry> entries;
    private final Map<DiffEntry, String> rawNames;
    private final Map<String, String> rawNamesOfRenamed;

    private TreeDifference(
            List<DiffEntry> entries, Map<DiffEntry, String> rawNames, Map<String, String> rawNamesOfRenamed) {
        this.entries = entries;
        this.rawNames = rawNames;
        this.rawNamesOfRenamed = rawNamesOfRenamed;
    }

    static TreeDifference between(ObjectReader reader, ObjectId from, ObjectId to) throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree(reader, from));
            walk.addTree(tree(reader, to));
            walk.setRecursive(true);
            Differing differing = new Differing();
            walk.setFilter(differing);
            List<DiffEntry> found = DiffEntry.scan(walk);
            Map<DiffEntry, String> rawNames = new HashMap<>();
            Map<String, String> rawNamesOfRenamed = new HashMap<>();
            for (int i = 0; i < found.size(); i++) {
                DiffEntry entry = found.get(i);
                String raw = differing.rawPaths.get(i);
                rawNames.put(entry, raw);
                rawNamesOfRenamed.put(key(entry.getOldPath(), entry.getOldId()), raw);
                rawNamesOfRenamed.put(key(entry.getNewPath(), entry.getNewId()), raw);
            }
            return new TreeDifference(withRenames(reader, found), rawNames, rawNamesOfRenamed);
        }
    }

    List<DiffEntry> entries() {
        return entries;
    }

    /** The raw name before. */
    String before(DiffEntry entry) {
        return raw(entry, entry.getOldPath(), entry.getOldId());
    }

    /** The raw name now, or, of a deleted file, before. */
    String name(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE
                ? before(entry)
                : raw(entry, entry.getNewPath(), entry.getNewId());
    }

    /** JGit makes new entries for what it finds renamed; the others are the ones that were found. */
    private String raw(DiffEntry entry, String decodedPath, AbbreviatedObjectId id) {
        String found = rawNames.getOrDefault(entry, rawNamesOfRenamed.get(key(decodedPath, id)));
        return found != null ? found : new String(decodedPath.getBytes(UTF_8), ISO_8859_1);
    }

    private static String key(String decodedPath, AbbreviatedObjectId id) {
        return id.name() + " " + decodedPath;
    }

    private static AbstractTreeIterator tree(ObjectReader reader, ObjectId id) throws IOException {
        return id.equals(Constants.EMPTY_TREE_ID) ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, id);
    }

    private static List<DiffEntry> withRenames(ObjectReader reader, List<DiffEntry> entries) throws IOException {
        boolean added = entries.stream().anyMatch(entry -> entry.getChangeType() == DiffEntry.ChangeType.ADD);
        boolean deleted = entries.stream().anyMatch(entry -> entry.getChangeType() == DiffEntry.ChangeType.DELETE);
        if (!added || !deleted) {
            return entries;
        }
        RenameDetector renames = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
        renames.setRenameLimit(MAXIMUM_RENAME_CANDIDATES);
        renames.setBigFileThreshold(Differ.MAXIMUM_TEXT_BYTES);
        renames.addAll(entries);
        return renames.compute();
    }

    /** Lets what differs through and notes its exact name. */
    private static final class Differing extends TreeFilter {
        private final List<String> rawPaths = new ArrayList<>();

        @Override
        public boolean include(TreeWalk walk) throws IOException {
            if (!ANY_DIFF.include(walk)) {
                return false;
            }
            if (rawPaths.size() >= MAXIMUM_FILES || walk.getDepth() > TreeWalker.MAXIMUM_DEPTH) {
                throw new IOException("more than " + MAXIMUM_FILES + " files differ, or folders are nested too deep");
            }
            if (!walk.isSubtree()) {
                rawPaths.add(new String(walk.getRawPath(), ISO_8859_1));
            }
            return true;
        }

        @Override
        public boolean shouldBeRecursive() {
            return false;
        }

        @Override
        public TreeFilter clone() {
            return this;
        }
    }
}
