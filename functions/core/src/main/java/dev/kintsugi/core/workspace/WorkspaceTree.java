package dev.kintsugi.core.workspace;

import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of one tree in a workspace, for edits: they read what stands there and what edits before them made of it, and
 * nothing is written before {@link #written} makes the new tree of it, all at once. A file that moves stays executable.
 */
public final class WorkspaceTree implements SourceTree {
    /** Most files that are listed when a name is looked for. */
    public static final int MAXIMUM_LISTED_FILES = 200_000;

    private final Workspace workspace;
    private final TreeId before;
    private final Map<String, Optional<FileContent>> changes = new LinkedHashMap<>();
    private final Map<String, FileContent> deletedExecutables = new LinkedHashMap<>();
    private @Nullable List<String> pathsBefore;

    private WorkspaceTree(Workspace workspace, TreeId before) {
        this.workspace = workspace;
        this.before = before;
    }

    /** The files of a commit, for edits that make the next one. */
    public static WorkspaceTree at(Workspace workspace, CommitId commit) {
        return new WorkspaceTree(workspace, workspace.treeOf(commit));
    }

    /** The files of a tree. */
    public static WorkspaceTree of(Workspace workspace, TreeId tree) {
        return new WorkspaceTree(workspace, tree);
    }

    /** The tree with everything that was changed; the one before when nothing was. */
    public WriteOutcome written() {
        return changes.isEmpty() ? new WriteOutcome.Written(before) : workspace.write(before, changes());
    }

    @Override
    public Entry look(String path) {
        Optional<FileContent> changed = changes.get(path);
        if (changed != null) {
            return changed.<Entry>map(content -> new Entry.Found(content.bytes().clone()))
                    .orElseGet(Entry.Missing::new);
        }
        return switch (workspace.read(before, path)) {
            case FileAt.Found found -> new Entry.Found(found.content().bytes().clone());
            case FileAt.Missing missing ->
                standsBelowAFile(path) ? notAFile(path + " lies below a file") : new Entry.Missing();
            case FileAt.NotAFile other ->
                notAFile(path + " is a " + other.kind().name().toLowerCase(Locale.ROOT));
            case FileAt.TooLarge large ->
                new Entry.Refused(Reason.of(
                        Reason.Kind.TOO_LARGE,
                        path + " has " + large.bytes() + " bytes, and at most " + MAXIMUM_FILE_BYTES + " are edited"));
            case FileAt.Unsafe unsafe -> new Entry.Refused(Reason.of(Reason.Kind.OUTSIDE, path));
        };
    }

    private boolean standsBelowAFile(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            switch (workspace.read(before, path.substring(0, slash))) {
                case FileAt.Missing missing -> {
                    return false;
                }
                case FileAt.Found found -> {
                    return true;
                }
                case FileAt.TooLarge large -> {
                    return true;
                }
                case FileAt.Unsafe unsafe -> {
                    return true;
                }
                case FileAt.NotAFile other -> {
                    if (other.kind() != EntryKind.FOLDER) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Entry notAFile(String detail) {
        return new Entry.Refused(Reason.of(Reason.Kind.NOT_A_FILE, detail));
    }

    @Override
    public List<String> paths() {
        TreeSet<String> paths = new TreeSet<>(pathsBefore());
        changes.forEach((path, content) -> {
            if (content.isPresent()) {
                paths.add(path);
            } else {
                paths.remove(path);
            }
        });
        return List.copyOf(paths);
    }

    /** Listed once: the tree before stays as it is. */
    private List<String> pathsBefore() {
        List<String> known = pathsBefore;
        if (known == null) {
            known = workspace.list(before, path -> true, MAXIMUM_LISTED_FILES).entries().stream()
                    .filter(entry -> entry.kind() == EntryKind.FILE || entry.kind() == EntryKind.EXECUTABLE)
                    .map(Listing.Entry::path)
                    .toList();
            pathsBefore = known;
        }
        return known;
    }

    @Override
    public void write(String path, byte[] content) {
        changes.forEach((other, there) -> {
            if (there.isPresent() && (path.startsWith(other + "/") || other.startsWith(path + "/"))) {
                String shorter = path.length() < other.length() ? path : other;
                throw new UncheckedIOException(new IOException(shorter + " cannot be a file and a folder"));
            }
        });
        changes.put(path, Optional.of(FileContent.of(content.clone())));
    }

    @Override
    public void delete(String path) {
        if (workspace.read(before, path) instanceof FileAt.Found found) {
            changes.put(path, Optional.empty());
            if (found.executable()) {
                deletedExecutables.put(path, found.content());
            }
        } else {
            changes.remove(path);
        }
    }

    /** What was changed, as the workspace writes it. */
    public List<FileChange> changes() {
        List<FileChange> all = new ArrayList<>();
        changes.forEach((path, content) -> all.add(content.<FileChange>map(bytes -> new FileChange.Put(path, bytes))
                .orElseGet(() -> new FileChange.Delete(path))));
        changes.forEach((path, content) -> {
            if (content.isPresent() && cameFromAnExecutable(path, content.get())) {
                all.add(new FileChange.SetExecutable(path, true));
            }
        });
        return all;
    }

    /** Edits move a file by writing it there and deleting it here; by its content or its name it is still the same. */
    private boolean cameFromAnExecutable(String path, FileContent content) {
        return deletedExecutables.entrySet().stream()
                        .filter(deleted -> changes.getOrDefault(deleted.getKey(), Optional.of(content))
                                .isEmpty())
                        .anyMatch(deleted -> deleted.getValue().equals(content)
                                || nameOf(deleted.getKey()).equals(nameOf(path)))
                && workspace.read(before, path) instanceof FileAt.Missing;
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
