package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.MergeConflict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/** Merges two contents of one file line by line; where both changed the same lines both stay, between markers. */
final class FileMerger {
    /** Largest file that is merged by lines, in bytes. */
    static final int MAXIMUM_BYTES = 8 * 1024 * 1024;

    private static final byte[] EMPTY = {};
    private static final DiffAlgorithm LINES = new HistogramDiff();

    private final ObjectReader reader;
    private final ObjectStore store;
    private final List<String> labels;

    /** Labels stand behind the markers: base, ours, theirs. */
    FileMerger(ObjectReader reader, ObjectStore store, String ours, String theirs) {
        this.reader = reader;
        this.store = store;
        this.labels = List.of("base", ours, theirs);
    }

    /** The merged content, or nothing when these have no lines to merge. An absent side is empty. */
    Optional<Merged> merge(@Nullable ObjectId base, @Nullable ObjectId ours, @Nullable ObjectId theirs)
            throws IOException {
        Optional<byte[]> before = lines(base);
        Optional<byte[]> one = lines(ours);
        Optional<byte[]> other = lines(theirs);
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        RawText common = new RawText(before.orElse(EMPTY));
        MergeResult<RawText> result = new MergeAlgorithm(LINES)
                .merge(RawTextComparator.DEFAULT, common, new RawText(one.get()), new RawText(other.get()));
        ByteArrayOutputStream merged = new ByteArrayOutputStream();
        new MergeFormatter().formatMerge(merged, result, labels, UTF_8);
        return Optional.of(new Merged(insert(merged.toByteArray()), result.containsConflicts()));
    }

    /** A file that one side deleted, whole between markers: our side first. */
    Optional<ObjectId> againstNothing(@Nullable ObjectId ours, @Nullable ObjectId theirs) throws IOException {
        ObjectId there = ours != null ? ours : theirs;
        Optional<byte[]> content = lines(there);
        if (there == null || content.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(line(MergeConflict.OUR_MARKER + labels.get(1) + (ours == null ? " (deleted)" : "")));
        marked.writeBytes(ours == null ? EMPTY : whole(content.get()));
        marked.writeBytes(line(MergeConflict.MIDDLE_MARKER));
        marked.writeBytes(theirs == null ? EMPTY : whole(content.get()));
        marked.writeBytes(line(MergeConflict.THEIR_MARKER + labels.get(2) + (theirs == null ? " (deleted)" : "")));
        return Optional.of(insert(marked.toByteArray()));
    }

    private Optional<byte[]> lines(@Nullable ObjectId id) throws IOException {
        if (id == null) {
            return Optional.of(EMPTY);
        }
        return ObjectStore.blob(reader, id, MAXIMUM_BYTES).filter(Content::hasLines);
    }

    private ObjectId insert(byte[] content) throws IOException {
        return store.insert(Constants.OBJ_BLOB, content);
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    private static byte[] whole(byte[] content) {
        if (content.length == 0 || content[content.length - 1] == '\n') {
            return content;
        }
        byte[] ended = java.util.Arrays.copyOf(content, content.length + 1);
        ended[content.length] = '\n';
        return ended;
    }

    /** A merged content and whether markers are in it. */
    record Merged(ObjectId id, boolean conflicting) {}
}
