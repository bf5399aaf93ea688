package dev.kintsugi.git;

import dev.kintsugi.core.workspace.EntryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The objects that a commit needs and its ancestors at the remote do not have: found by comparing trees with those of the
 * parents, so the cost follows the change. Commits that were made here and never pushed are followed.
 */
final class NewObjects {
    /** Most commits that one push carries. */
    static final int MAXIMUM_COMMITS = 10_000;

    private final ObjectReader reader;
    private final Known remote;
    private final Set<ObjectId> found = new LinkedHashSet<>();
    private final List<ObjectId> missing = new ArrayList<>();

    NewObjects(ObjectReader reader, Known remote) {
        this.reader = reader;
        this.remote = remote;
    }

    /** Those that others need first. */
    List<ObjectId> found() {
        return List.copyOf(found);
    }

    /** Objects that are needed and not here. */
    List<ObjectId> missing() {
        return missing;
    }

    void of(ObjectId commit) throws IOException {
        List<ObjectId> waiting = new ArrayList<>(List.of(commit));
        Set<ObjectId> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            ObjectId next = waiting.removeLast();
            if (!seen.add(next) || remote.has(next)) {
                continue;
            }
            if (seen.size() > MAXIMUM_COMMITS) {
                throw new IOException("more than " + MAXIMUM_COMMITS + " commits to push");
            }
            if (!reader.has(next)) {
                missing.add(next);
                continue;
            }
            CommitText text = ObjectStore.commit(reader, next);
            List<List<TreeEntry>> parents = new ArrayList<>();
            for (ObjectId parent : text.parents()) {
                if (reader.has(parent)) {
                    parents.add(List.of(root(ObjectStore.commit(reader, parent).tree())));
                }
            }
            compare(0, List.of(root(text.tree())), parents);
            found.add(next);
            waiting.addAll(text.parents());
        }
    }

    private static TreeEntry root(ObjectId tree) {
        return new TreeEntry(TreeEntry.FOLDER, "", tree);
    }

    private void compare(int depth, List<TreeEntry> entries, List<List<TreeEntry>> others) throws IOException {
        if (depth > TreeWalker.MAXIMUM_DEPTH) {
            throw new CorruptObjectException("folders are nested deeper than any file system allows");
        }
        List<Map<String, TreeEntry>> byName = new ArrayList<>();
        for (List<TreeEntry> other : others) {
            Map<String, TreeEntry> names = new LinkedHashMap<>();
            other.forEach(entry -> names.putIfAbsent(entry.name(), entry));
            byName.add(names);
        }
        for (TreeEntry entry : entries) {
            List<TreeEntry> counterparts = new ArrayList<>();
            for (Map<String, TreeEntry> names : byName) {
                TreeEntry counterpart = names.get(entry.name());
                if (counterpart != null) {
                    counterparts.add(counterpart);
                }
            }
            add(depth, entry, counterparts);
        }
    }

    private void add(int depth, TreeEntry entry, List<TreeEntry> counterparts) throws IOException {
        ObjectId id = entry.id();
        boolean unchanged = counterparts.stream().anyMatch(other -> other.id().equals(id));
        if (unchanged || found.contains(id) || entry.kind() == EntryKind.SUBMODULE) {
            return;
        }
        if (id.equals(Constants.EMPTY_TREE_ID)) {
            found.add(id);
            return;
        }
        if (!reader.has(id)) {
            missing.add(id);
            return;
        }
        if (!entry.isFolder()) {
            found.add(id);
            return;
        }
        List<List<TreeEntry>> below = new ArrayList<>();
        for (TreeEntry counterpart : counterparts) {
            if (counterpart.isFolder()) {
                below.add(ObjectStore.tree(reader, counterpart.id()));
            }
        }
        compare(depth + 1, ObjectStore.tree(reader, id), below);
        found.add(id);
    }

    /** Whether the remote has a commit, with everything it needs. */
    @FunctionalInterface
    interface Known {
        boolean has(ObjectId commit) throws IOException;
    }
}
