package dev.kintsugi.git;

import dev.kintsugi.core.workspace.ByteDelta;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Recipe;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a tree is made of the trees of a commit's parents: only folders that differ from the first parent's are
 * looked into, and what any parent has at the same place, or the first one had elsewhere, is only named.
 */
final class RecipeWriter {
    private static final byte[] NOTHING = {};

    private final ObjectReader reader;
    private final List<Recipe.Step> removals = new ArrayList<>();
    private final Set<ObjectId> removed = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private long written;

    private RecipeWriter(ObjectReader reader) {
        this.reader = reader;
    }

    static Recipe recipe(ObjectReader reader, CommitFacts facts) throws IOException {
        List<ObjectId> trees = new ArrayList<>();
        for (CommitId parent : facts.parents()) {
            ObjectId id = ObjectId.fromString(parent.hex());
            if (!reader.has(id)) {
                return Recipe.none();
            }
            trees.add(ObjectStore.commit(reader, id).tree());
        }
        return trees.isEmpty()
                ? Recipe.none()
                : new RecipeWriter(reader)
                        .steps(trees, ObjectId.fromString(facts.tree().hex()));
    }

    private Recipe steps(List<ObjectId> parents, ObjectId tree) throws IOException {
        List<Map<String, TreeEntry>> folders = new ArrayList<>();
        for (ObjectId parent : parents) {
            folders.add(byName(parent));
        }
        compare("", folders, tree, 0);
        List<Recipe.Step> steps = new ArrayList<>(removals);
        for (Change change : changes) {
            steps.add(step(change));
            if (written > Recipe.MAXIMUM_BYTES * 16L) {
                // It will not fit however well it packs.
                return Recipe.none();
            }
        }
        return Recipe.of(steps);
    }

    private Map<String, TreeEntry> byName(@Nullable ObjectId tree) throws IOException {
        Map<String, TreeEntry> entries = new LinkedHashMap<>();
        if (tree != null) {
            ObjectStore.tree(reader, tree).forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        }
        return entries;
    }

    private void compare(String prefix, List<Map<String, TreeEntry>> parents, ObjectId tree, int depth)
            throws IOException {
        if (depth > TreeWalker.MAXIMUM_DEPTH) {
            throw new CorruptObjectException("folders are nested deeper than any file system allows");
        }
        Map<String, TreeEntry> now = byName(tree);
        Map<String, TreeEntry> first = parents.getFirst();
        for (TreeEntry before : first.values()) {
            TreeEntry after = now.get(before.name());
            if (after == null || after.isFolder() != before.isFolder()) {
                removals.add(new Recipe.Step.Remove(PathText.of(prefix + before.name())));
                removed.add(before.id());
            }
        }
        for (TreeEntry entry : now.values()) {
            List<TreeEntry> counterparts = new ArrayList<>();
            parents.forEach(
                    parent -> Optional.ofNullable(parent.get(entry.name())).ifPresent(counterparts::add));
            TreeEntry before = first.get(entry.name());
            if (before == null || !before.sameAs(entry)) {
                changed(prefix + entry.name(), entry, parents, counterparts, depth);
            }
        }
    }

    private void changed(
            String path, TreeEntry entry, List<Map<String, TreeEntry>> parents, List<TreeEntry> counterparts, int depth)
            throws IOException {
        boolean known = counterparts.stream().anyMatch(other -> other.id().equals(entry.id()));
        if (known || !entry.isFolder()) {
            changes.add(new Change(path, entry, counterparts, known));
            return;
        }
        List<Map<String, TreeEntry>> below = new ArrayList<>();
        for (Map<String, TreeEntry> parent : parents) {
            TreeEntry folder = parent.get(entry.name());
            below.add(byName(folder != null && folder.isFolder() ? folder.id() : null));
        }
        compare(path + "/", below, entry.id(), depth + 1);
    }

    private Recipe.Step step(Change change) throws IOException {
        TreeEntry entry = change.entry();
        String path = PathText.of(change.path());
        if (change.known() || entry.kind() == EntryKind.SUBMODULE || removed.contains(entry.id())) {
            return new Recipe.Step.Take(path, entry.mode(), entry.id().name());
        }
        Optional<ObjectId> base = change.counterparts().stream()
                .filter(TreeEntry::isFile)
                .map(TreeEntry::id)
                .findFirst();
        byte[] before = base.isEmpty() ? NOTHING : content(base.get()).orElse(NOTHING);
        byte[] delta = ByteDelta.between(before, content(entry.id()).orElseThrow(() -> tooLarge(path)));
        written += delta.length;
        return new Recipe.Step.Write(
                path,
                entry.mode(),
                before.length == 0 ? Optional.empty() : base.map(ObjectId::name),
                FileContent.of(delta));
    }

    private Optional<byte[]> content(ObjectId blob) throws IOException {
        return ObjectStore.blob(reader, blob, Workspace.MAXIMUM_FILE_BYTES);
    }

    /** Nothing larger is ever written, so such a file comes from a parent and is only named. */
    private static IOException tooLarge(String path) {
        return new IOException(path + " is larger than " + Workspace.MAXIMUM_FILE_BYTES + " bytes");
    }

    private record Change(String path, TreeEntry entry, List<TreeEntry> counterparts, boolean known) {}
}
