package dev.kintsugi.core.edit.tree;

import dev.kintsugi.core.edit.SourceTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A tree laid over another: it shows the changes and keeps them to itself. A dry run works on it, so that it sees the
 * effect of earlier edits; {@link #commit} hands the changes on, each file once.
 */
public final class DraftTree implements SourceTree {
    private final SourceTree below;
    private final Map<String, Optional<byte[]>> changes = new LinkedHashMap<>();

    public DraftTree(SourceTree below) {
        this.below = below;
    }

    @Override
    public Entry look(String path) {
        Optional<byte[]> changed = changes.get(path);
        if (changed == null) {
            return below.look(path);
        }
        return changed.<Entry>map(content -> new Entry.Found(content.clone())).orElseGet(Entry.Missing::new);
    }

    @Override
    public List<String> paths() {
        TreeSet<String> paths = new TreeSet<>(below.paths());
        changes.forEach((path, content) -> {
            if (content.isPresent()) {
                paths.add(path);
            } else {
                paths.remove(path);
            }
        });
        return List.copyOf(paths);
    }

    @Override
    public void write(String path, byte[] content) {
        // The array is the caller's no more; copying 10 MB for each of many edits of a file would be felt.
        changes.put(path, Optional.of(content));
    }

    @Override
    public void delete(String path) {
        changes.put(path, Optional.empty());
    }

    /** The paths that this draft changes, in the order of their first change. */
    public List<String> changed() {
        return List.copyOf(changes.keySet());
    }

    /** Writes the change of one path to the tree below. */
    public void commit(String path) {
        Optional<byte[]> content = changes.remove(path);
        if (content == null) {
            return;
        }
        if (content.isPresent()) {
            below.write(path, content.get());
        } else if (!(below.look(path) instanceof Entry.Missing)) {
            below.delete(path);
        }
    }
}
