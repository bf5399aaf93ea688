package dev.kintsugi.git;

import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeConflict.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Merges two trees against the tree where their work began. Folders that only one side touched are taken whole, so the
 * cost follows the changes. Every disagreement has one defined result, and both sides stay in the tree:
 *
 * <ul>
 *   <li>lines: between markers; added on both sides likewise; deleted against changed: the changed file between markers
 *   <li>no lines (binary, over 8 MB, large-file pointer), links, and other kinds of entries: ours at the path, theirs
 *       beside it as {@code <name>~theirs}; deleted against changed: nothing at the path, the changed one beside it
 *   <li>file against folder: the folder at the path, the file beside it
 *   <li>submodule: ours
 *   <li>executable bit: the side that changed it wins; added on both sides: executable if either is
 * </ul>
 *
 * Renames are not followed: a file renamed on one side and changed on the other is deleted against changed.
 */
final class TreeMerger {
    private final ObjectReader reader;
    private final ObjectStore store;
    private final FileMerger files;
    private final List<MergeConflict> conflicts = new ArrayList<>();

    TreeMerger(ObjectReader reader, ObjectStore store, FileMerger files) {
        this.reader = reader;
        this.store = store;
        this.files = files;
    }

    List<MergeConflict> conflicts() {
        return conflicts;
    }

    ObjectId merge(ObjectId base, ObjectId ours, ObjectId theirs) throws IOException {
        ObjectId merged = folder("", 0, base, ours, theirs);
        return merged == null ? Constants.EMPTY_TREE_ID : merged;
    }

    /** Merges folders, absent ones being null; null when nothing is left. */
    private @Nullable ObjectId folder(
            String prefix, int depth, @Nullable ObjectId base, @Nullable ObjectId ours, @Nullable ObjectId theirs)
            throws IOException {
        if (same(ours, theirs) || same(base, theirs)) {
            return ours;
        }
        if (same(base, ours)) {
            return theirs;
        }
        if (depth > TreeWalker.MAXIMUM_DEPTH) {
            throw new CorruptObjectException("folders are nested deeper than any file system allows");
        }
        Names before = names(base);
        Names one = names(ours);
        Names other = names(theirs);
        Set<String> all = new TreeSet<>(one.keys());
        all.addAll(other.keys());
        Map<String, TreeEntry> merged = new LinkedHashMap<>();
        for (String name : all) {
            ObjectId below =
                    folder(prefix + name + "/", depth + 1, before.folder(name), one.folder(name), other.folder(name));
            if (below != null) {
                merged.put(name, new TreeEntry(TreeEntry.FOLDER, name, below));
            }
            Place place = new Place(prefix, name, below != null, all, merged);
            file(place, before.file(name), one.file(name), other.file(name));
        }
        if (merged.isEmpty()) {
            return null;
        }
        return store.insert(
                Constants.OBJ_TREE,
                Tree.format(merged.values().stream().sorted().toList()));
    }

    private void file(Place place, @Nullable TreeEntry base, @Nullable TreeEntry ours, @Nullable TreeEntry theirs)
            throws IOException {
        if (same(ours, theirs) || same(base, theirs)) {
            place.put(ours, "~ours");
        } else if (same(base, ours)) {
            place.put(theirs, "~theirs");
        } else if (ours == null || theirs == null) {
            deletedAndChanged(place, ours, theirs);
        } else if (ours.isFile() && theirs.isFile()) {
            bothChanged(place, base != null && base.isFile() ? base : null, ours, theirs);
        } else {
            place.put(ours, "~ours");
            Kind kind = ours.kind() != theirs.kind()
                    ? Kind.TYPE
                    : ours.kind() == EntryKind.SYMLINK ? Kind.SYMLINK : Kind.SUBMODULE;
            conflict(place, kind, theirs.kind() == EntryKind.SUBMODULE ? null : place.beside(theirs, "~theirs"));
        }
    }

    private void deletedAndChanged(Place place, @Nullable TreeEntry ours, @Nullable TreeEntry theirs)
            throws IOException {
        TreeEntry there = ours != null ? ours : theirs;
        if (there == null) {
            return;
        }
        Optional<ObjectId> marked = there.isFile() && !place.isTaken()
                ? files.againstNothing(ours == null ? null : ours.id(), theirs == null ? null : theirs.id())
                : Optional.empty();
        if (marked.isPresent()) {
            place.put(new TreeEntry(there.mode(), there.name(), marked.get()), "");
            conflict(place, Kind.DELETED_AND_CHANGED, null);
        } else {
            conflict(place, Kind.DELETED_AND_CHANGED, place.beside(there, ours != null ? "~ours" : "~theirs"));
        }
    }

    private void bothChanged(Place place, @Nullable TreeEntry base, TreeEntry ours, TreeEntry theirs)
            throws IOException {
        int mode = mergedMode(base, ours, theirs);
        ObjectId before = base == null ? null : base.id();
        if (ours.id().equals(theirs.id()) || theirs.id().equals(before)) {
            place.put(new TreeEntry(mode, ours.name(), ours.id()), "~ours");
            return;
        }
        if (ours.id().equals(before)) {
            place.put(new TreeEntry(mode, ours.name(), theirs.id()), "~theirs");
            return;
        }
        Optional<FileMerger.Merged> merged = files.merge(before, ours.id(), theirs.id());
        if (merged.isEmpty()) {
            place.put(new TreeEntry(mode, ours.name(), ours.id()), "~ours");
            conflict(place, Kind.BINARY, place.beside(theirs, "~theirs"));
            return;
        }
        place.put(new TreeEntry(mode, ours.name(), merged.get().id()), "~both");
        if (merged.get().conflicting()) {
            conflict(place, base == null ? Kind.BOTH_ADDED : Kind.CONTENT, null);
        }
    }

    private static int mergedMode(@Nullable TreeEntry base, TreeEntry ours, TreeEntry theirs) {
        if (base == null) {
            boolean executable = ours.kind() == EntryKind.EXECUTABLE || theirs.kind() == EntryKind.EXECUTABLE;
            return executable ? TreeEntry.EXECUTABLE : ours.mode();
        }
        return ours.mode() == base.mode() ? theirs.mode() : ours.mode();
    }

    private void conflict(Place place, Kind kind, @Nullable String beside) {
        String path = PathText.of(place.prefix() + place.name());
        conflicts.add(new MergeConflict(
                path, kind, Optional.ofNullable(beside).map(name -> PathText.of(place.prefix() + name))));
    }

    private Names names(@Nullable ObjectId folder) throws IOException {
        Names names = new Names(new TreeMap<>(), new TreeMap<>());
        if (folder != null) {
            for (TreeEntry entry : ObjectStore.tree(reader, folder)) {
                (entry.isFolder() ? names.folders() : names.files()).putIfAbsent(entry.name(), entry);
            }
        }
        return names;
    }

    private static boolean same(@Nullable ObjectId one, @Nullable ObjectId other) {
        return one == null ? other == null : one.equals(other);
    }

    private static boolean same(@Nullable TreeEntry one, @Nullable TreeEntry other) {
        return one == null ? other == null : other != null && one.sameAs(other);
    }

    /** A folder's entries by name; a name may be a folder on one side and a file on the other. */
    private record Names(Map<String, TreeEntry> folders, Map<String, TreeEntry> files) {
        Set<String> keys() {
            TreeSet<String> keys = new TreeSet<>(folders.keySet());
            keys.addAll(files.keySet());
            return keys;
        }

        @Nullable
        ObjectId folder(String name) {
            TreeEntry entry = folders.get(name);
            return entry == null ? null : entry.id();
        }

        @Nullable
        TreeEntry file(String name) {
            return files.get(name);
        }
    }

    /** Where a merged file goes. */
    private final class Place {
        private final String prefix;
        private final String name;
        private final boolean folderThere;
        private final Set<String> names;
        private final Map<String, TreeEntry> merged;

        Place(String prefix, String name, boolean folderThere, Set<String> names, Map<String, TreeEntry> merged) {
            this.prefix = prefix;
            this.name = name;
            this.folderThere = folderThere;
            this.names = names;
            this.merged = merged;
        }

        String prefix() {
            return prefix;
        }

        String name() {
            return name;
        }

        boolean isTaken() {
            return folderThere;
        }

        /** Puts the file at its path, or beside the folder that stands there. */
        void put(@Nullable TreeEntry entry, String suffix) {
            if (entry == null) {
                return;
            }
            if (folderThere) {
                conflict(this, Kind.TYPE, beside(entry, suffix));
            } else {
                merged.put(name, entry);
            }
        }

        /** Puts an entry beside the path, under a name that nothing else has. */
        String beside(TreeEntry entry, String suffix) {
            String free = name + suffix;
            for (int n = 2; names.contains(free) || merged.containsKey(free); n++) {
                free = name + suffix + "-" + n;
            }
            merged.put(free, entry.named(free));
            return free;
        }
    }
}
