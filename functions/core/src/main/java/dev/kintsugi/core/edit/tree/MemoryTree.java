package dev.kintsugi.core.edit.tree;

import dev.kintsugi.core.edit.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in a map. It remembers what was changed, so that whoever lent the files can be told. */
public final class MemoryTree implements SourceTree {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Optional<byte[]>> changes = new LinkedHashMap<>();

    public static MemoryTree of(Map<String, String> texts) {
        MemoryTree tree = new MemoryTree();
        texts.forEach((path, text) -> tree.files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return tree;
    }

    /** What was written since the tree was made; a deleted file is empty. */
    public Map<String, Optional<byte[]>> changes() {
        return Map.copyOf(changes);
    }

    /** The text of a file that is there. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Entry look(String path) {
        byte[] content = files.get(path);
        return content == null ? new Entry.Missing() : new Entry.Found(content.clone());
    }

    @Override
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    @Override
    public void write(String path, byte[] content) {
        files.put(path, content.clone());
        changes.put(path, Optional.of(content.clone()));
    }

    @Override
    public void delete(String path) {
        if (files.remove(path) != null) {
            changes.put(path, Optional.empty());
        }
    }
}
