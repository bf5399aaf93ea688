package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Merges two commits in the object database. Where history crossed and there are several bases, those are merged first,
 * conflicts and all, as git does it.
 */
final class Merging {
    /** How deep bases of bases are merged before the youngest alone is taken. */
    private static final int MAXIMUM_CROSSINGS = 8;

    private static final int SHORT_ID = 12;

    private final ObjectStore store;
    private final History history;

    Merging(ObjectStore store, History history) {
        this.store = store;
        this.history = history;
    }

    MergeOutcome merge(List<ObjectId> bases, ObjectId ours, ObjectId theirs) throws IOException {
        try (ObjectReader reader = store.reader()) {
            ObjectId base = baseTree(reader, bases, 0);
            FileMerger files = new FileMerger(reader, store, "ours " + shortened(ours), "theirs " + shortened(theirs));
            TreeMerger merger = new TreeMerger(reader, store, files);
            ObjectId merged = merger.merge(base, tree(reader, ours), tree(reader, theirs));
            TreeId tree = new TreeId(merged.name());
            return merger.conflicts().isEmpty()
                    ? new MergeOutcome.Clean(tree)
                    : new MergeOutcome.Conflicting(tree, merger.conflicts());
        }
    }

    private ObjectId baseTree(ObjectReader reader, List<ObjectId> bases, int depth) throws IOException {
        if (bases.isEmpty()) {
            return Constants.EMPTY_TREE_ID;
        }
        ObjectId first = bases.getFirst();
        ObjectId merged = tree(reader, first);
        if (depth >= MAXIMUM_CROSSINGS) {
            return merged;
        }
        for (ObjectId next : bases.subList(1, bases.size())) {
            List<ObjectId> below = history.mergeBases(first, next);
            ObjectId base = baseTree(reader, below, depth + 1);
            FileMerger files = new FileMerger(reader, store, "one base", "another base");
            merged = new TreeMerger(reader, store, files).merge(base, merged, tree(reader, next));
        }
        return merged;
    }

    private static ObjectId tree(ObjectReader reader, ObjectId commit) throws IOException {
        return ObjectStore.commit(reader, commit).tree();
    }

    private static String shortened(ObjectId commit) {
        return commit.name().substring(0, SHORT_ID);
    }

    /** Whether a conflict still stands: a marker line is left, or the other side is still beside. */
    static boolean stands(ObjectReader reader, ObjectId tree, MergeConflict conflict) throws IOException {
        TreeReading reading = new TreeReading(reader);
        if (conflict.beside().isPresent()) {
            Optional<String> beside = PathText.raw(conflict.beside().get());
            return beside.isPresent() && reading.find(tree, beside.get()) != null;
        }
        Optional<String> raw = PathText.raw(conflict.path());
        TreeEntry entry = raw.isEmpty() ? null : reading.find(tree, raw.get());
        return entry != null && entry.isFile() && hasMarker(reader, entry);
    }

    private static boolean hasMarker(ObjectReader reader, TreeEntry entry) throws IOException {
        byte[] content = ObjectStore.blob(reader, entry.id(), 2 * FileMerger.MAXIMUM_BYTES)
                .orElse(null);
        if (content == null) {
            return false;
        }
        List<byte[]> markers = new ArrayList<>();
        markers.add(MergeConflict.OUR_MARKER.getBytes(US_ASCII));
        markers.add(MergeConflict.THEIR_MARKER.getBytes(US_ASCII));
        for (int at = 0; at < content.length; at = RawParseUtils.nextLF(content, at)) {
            for (byte[] marker : markers) {
                if (RawParseUtils.match(content, at, marker) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
