package dev.kintsugi.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** A folder that lies on the way to a change: its entries as they become, written once, from the deepest up. */
final class DraftFolder {
    private final ObjectReader reader;
    private final ObjectStore store;
    private final ObjectId before;
    private final List<TreeEntry> stored;
    private final Map<String, TreeEntry> entries = new LinkedHashMap<>();
    private final Map<String, DraftFolder> entered = new LinkedHashMap<>();
    private boolean changed;

    DraftFolder(ObjectReader reader, ObjectStore store, @Nullable ObjectId before) throws IOException {
        this.reader = reader;
        this.store = store;
        this.before = before == null ? Constants.EMPTY_TREE_ID : before;
        this.stored = before == null ? new ArrayList<>() : ObjectStore.tree(reader, before);
        stored.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        if (entries.size() != stored.size()) {
            throw new CorruptObjectException(this.before, "a folder lists a name twice");
        }
    }

    @Nullable
    TreeEntry entry(String name) {
        return entries.get(name);
    }

    @Nullable
    DraftFolder below(String name) {
        return entered.get(name);
    }

    boolean isFolder(String name) throws IOException {
        DraftFolder folder = entered.get(name);
        if (folder != null) {
            return !folder.isEmpty();
        }
        TreeEntry entry = entries.get(name);
        return entry != null && entry.isFolder();
    }

    private boolean isEmpty() throws IOException {
        for (TreeEntry entry : entries.values()) {
            if (!entry.isFolder() || isFolder(entry.name())) {
                return false;
            }
        }
        for (String name : entered.keySet()) {
            if (isFolder(name)) {
                return false;
            }
        }
        return true;
    }

    DraftFolder enter(String name) throws IOException {
        DraftFolder folder = entered.get(name);
        if (folder == null) {
            TreeEntry entry = entries.get(name);
            folder = new DraftFolder(reader, store, entry == null ? null : entry.id());
            entered.put(name, folder);
        }
        return folder;
    }

    void put(TreeEntry entry) {
        TreeEntry old = entries.put(entry.name(), entry);
        entered.remove(entry.name());
        changed |= old == null || !old.sameAs(entry);
    }

    void remove(String name) {
        entered.remove(name);
        changed |= entries.remove(name) != null;
    }

    /** Writes what changed below and here; null when nothing is left. */
    @Nullable
    ObjectId written() throws IOException {
        for (Map.Entry<String, DraftFolder> child : entered.entrySet()) {
            ObjectId id = child.getValue().written();
            TreeEntry old = entries.get(child.getKey());
            if (id == null) {
                changed |= entries.remove(child.getKey()) != null;
            } else if (old == null || !old.id().equals(id)) {
                put(child.getKey(), old, id);
            }
        }
        if (!changed) {
            return stored.isEmpty() ? null : before;
        }
        if (entries.isEmpty()) {
            return null;
        }
        return store.insert(Constants.OBJ_TREE, Tree.format(inOrder()));
    }

    private void put(String name, @Nullable TreeEntry old, ObjectId id) {
        entries.put(name, new TreeEntry(old == null ? TreeEntry.FOLDER : old.mode(), name, id));
        changed = true;
    }

    private List<TreeEntry> inOrder() {
        return entries.values().stream().sorted().toList();
    }
}
