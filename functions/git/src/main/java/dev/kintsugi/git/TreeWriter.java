package dev.kintsugi.git;

import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Writes a tree from changes: only the folders on the way to a change are read and written, so the cost does not grow
 * with the files that are not touched. All changes are made or none.
 */
final class TreeWriter {
    /** Most changes in one tree. */
    static final int MAXIMUM_CHANGES = 10_000;

    private final ObjectReader reader;
    private final ObjectStore store;

    TreeWriter(ObjectReader reader, ObjectStore store) {
        this.reader = reader;
        this.store = store;
    }

    WriteOutcome write(TreeId tree, List<FileChange> changes) throws IOException {
        if (changes.size() > MAXIMUM_CHANGES) {
            return new WriteOutcome.Refused(
                    "", "at most " + MAXIMUM_CHANGES + " changes are made at once, these are " + changes.size());
        }
        DraftFolder root = new DraftFolder(reader, store, ObjectId.fromString(tree.hex()));
        for (FileChange change : changes) {
            Optional<String> refusal = apply(root, change);
            if (refusal.isPresent()) {
                return new WriteOutcome.Refused(change.path(), refusal.get());
            }
        }
        ObjectId written = root.written();
        return new WriteOutcome.Written(new TreeId((written == null ? Constants.EMPTY_TREE_ID : written).name()));
    }

    /** Makes one change, or says why it must not be made. */
    private Optional<String> apply(DraftFolder root, FileChange change) throws IOException {
        Optional<String> raw = SafePath.writable(change.path());
        if (raw.isEmpty()) {
            return Optional.of("outside the repository");
        }
        if (change instanceof FileChange.Put put && put.content().length() > Workspace.MAXIMUM_FILE_BYTES) {
            return Optional.of("a file has at most " + Workspace.MAXIMUM_FILE_BYTES + " bytes");
        }
        String[] names = raw.get().split("/", -1);
        DraftFolder folder = root;
        for (int i = 0; i < names.length - 1; i++) {
            TreeEntry entry = folder.entry(names[i]);
            if (entry == null && folder.below(names[i]) == null && !(change instanceof FileChange.Put)) {
                return Optional.of("file not found");
            }
            if (entry != null && !entry.isFolder()) {
                return Optional.of("leads through a " + called(entry.kind()));
            }
            folder = folder.enter(names[i]);
        }
        String name = names[names.length - 1];
        TreeEntry entry = folder.entry(name);
        if (folder.isFolder(name)) {
            return Optional.of("is a folder");
        }
        if (entry != null && !entry.isFile()) {
            return Optional.of("is a " + called(entry.kind()));
        }
        return switch (change) {
            case FileChange.Put put -> {
                ObjectId id = store.insert(Constants.OBJ_BLOB, put.content().bytes());
                folder.put(new TreeEntry(entry == null ? TreeEntry.FILE : entry.mode(), name, id));
                yield Optional.empty();
            }
            case FileChange.Delete delete -> {
                folder.remove(name);
                yield entry == null ? Optional.of("file not found") : Optional.empty();
            }
            case FileChange.SetExecutable bit -> {
                if (entry == null) {
                    yield Optional.of("file not found");
                }
                if (bit.executable() != (entry.kind() == EntryKind.EXECUTABLE)) {
                    int mode = bit.executable() ? TreeEntry.EXECUTABLE : TreeEntry.FILE;
                    folder.put(new TreeEntry(mode, name, entry.id()));
                }
                yield Optional.empty();
            }
        };
    }

    private static String called(EntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
