package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Trees and commits by the names that git gives them. A tree is kept flat: all its files by their whole path. */
final class InMemoryObjects {
    /** Git's order: by bytes, a folder as if a slash ended its name; of whole paths that is their bytes' order. */
    static final Comparator<String> GIT_ORDER =
            Comparator.comparing(path -> path.getBytes(UTF_8), Arrays::compareUnsigned);

    static final TreeId EMPTY_TREE = nameOf(new TreeMap<>(GIT_ORDER));

    /** A file, executable or not, or a link with its target. */
    record Entry(EntryKind kind, FileContent content) {
        String mode() {
            return switch (kind) {
                case FILE -> "100644";
                case EXECUTABLE -> "100755";
                case SYMLINK -> "120000";
                case SUBMODULE, FOLDER -> throw new IllegalStateException("not kept in memory: " + kind);
            };
        }
    }

    private final Map<TreeId, NavigableMap<String, Entry>> trees = new ConcurrentHashMap<>();
    private final Map<CommitId, CommitFacts> commits = new ConcurrentHashMap<>();

    Optional<NavigableMap<String, Entry>> tree(TreeId id) {
        return id.equals(EMPTY_TREE)
                ? Optional.of(new TreeMap<>(GIT_ORDER))
                : Optional.ofNullable(trees.get(id)).map(files -> copy(files));
    }

    Optional<CommitFacts> commit(CommitId id) {
        return Optional.ofNullable(commits.get(id));
    }

    TreeId put(NavigableMap<String, Entry> files) {
        TreeId id = nameOf(files);
        trees.put(id, copy(files));
        return id;
    }

    CommitId put(CommitFacts facts) {
        commits.put(facts.id(), facts);
        return facts.id();
    }

    private static NavigableMap<String, Entry> copy(NavigableMap<String, Entry> files) {
        NavigableMap<String, Entry> copy = new TreeMap<>(GIT_ORDER);
        copy.putAll(files);
        return copy;
    }

    private static TreeId nameOf(NavigableMap<String, Entry> files) {
        return new TreeId(HexFormat.of().formatHex(name(files)));
    }

    private static byte[] name(NavigableMap<String, Entry> files) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        NavigableMap<String, Entry> rest = copy(files);
        while (!rest.isEmpty()) {
            String path = rest.firstKey();
            int slash = path.indexOf('/');
            if (slash < 0) {
                Entry file = rest.remove(path);
                write(content, file.mode(), path, bytes("blob", file.content().bytes()));
                continue;
            }
            String folder = path.substring(0, slash);
            NavigableMap<String, Entry> below = new TreeMap<>(GIT_ORDER);
            rest.forEach((each, entry) -> {
                if (each.startsWith(folder + "/")) {
                    below.put(each.substring(slash + 1), entry);
                }
            });
            below.keySet().forEach(each -> rest.remove(folder + "/" + each));
            write(content, "40000", folder, name(below));
        }
        return bytes("tree", content.toByteArray());
    }

    private static void write(ByteArrayOutputStream content, String mode, String name, byte[] id) {
        content.writeBytes((mode + " " + name + "\0").getBytes(UTF_8));
        content.writeBytes(id);
    }

    private static byte[] bytes(String type, byte[] content) {
        return HexFormat.of().parseHex(ObjectName.of(type, content));
    }
}
