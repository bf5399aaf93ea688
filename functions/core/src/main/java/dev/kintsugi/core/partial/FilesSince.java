package dev.kintsugi.core.partial;

import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * What became of files since edits were written for them. An edit that fails now is told why as things are now: its
 * target may be changed, gone, or have another name.
 */
public final class FilesSince {
    private static final String CHANGED = "; the file was changed since the coder saw it";

    private final Workspace workspace;
    private final TreeId before;
    private final TreeId now;
    private Optional<List<FileDelta>> deltas = Optional.empty();

    public FilesSince(Workspace workspace, TreeId before, TreeId now) {
        this.workspace = workspace;
        this.before = before;
        this.now = now;
    }

    /** The failure with what happened to its file; as it is when nothing did. */
    public Outcome.Failed explained(Outcome.Failed failed) {
        String path = path(failed);
        if (before.equals(now) || !(workspace.read(before, path) instanceof FileAt.Found then)) {
            return failed;
        }
        Optional<Reason> renewed = switch (workspace.read(now, path)) {
            case FileAt.Missing gone -> Optional.of(Reason.of(Reason.Kind.FILE_NOT_FOUND, path + whatBecameOf(path)));
            case FileAt.Found there when there.content().equals(then.content()) -> Optional.empty();
            case FileAt.Found changed -> Optional.of(changedSince(failed.reason()));
            case FileAt.NotAFile other -> Optional.of(changedSince(failed.reason()));
            case FileAt.TooLarge large -> Optional.of(changedSince(failed.reason()));
            case FileAt.Unsafe unsafe -> Optional.empty();
        };
        return renewed.map(reason -> new Outcome.Failed(
                        failed.edit(), failed.file(), reason, failed.suggestedLine(), failed.candidates()))
                .orElse(failed);
    }

    private static Reason changedSince(Reason reason) {
        return reason.text().endsWith(CHANGED) ? reason : new Reason(reason.kind(), reason.text() + CHANGED);
    }

    private String whatBecameOf(String path) {
        return renamed(path).map(name -> " was renamed to " + name).orElse(" was deleted") + " since the coder saw it";
    }

    /** Where a failed edit's file is now: under another name when it was renamed. */
    public String whereNow(Outcome.Failed failed) {
        String path = path(failed);
        return before.equals(now) ? path : renamed(path).orElse(path);
    }

    private Optional<String> renamed(String path) {
        List<FileDelta> all = deltas.orElseGet(() -> workspace.changedFiles(before, now));
        deltas = Optional.of(all);
        return all.stream()
                .filter(delta -> delta.kind() == FileDelta.Kind.RENAMED)
                .filter(delta -> delta.from().equals(Optional.of(path)))
                .map(FileDelta::path)
                .findFirst();
    }

    private static String path(Outcome.Failed failed) {
        return RepositoryPath.of(failed.file()).orElse(failed.file());
    }
}
