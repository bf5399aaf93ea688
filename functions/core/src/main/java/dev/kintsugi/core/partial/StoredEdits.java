package dev.kintsugi.core.partial;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import java.util.ArrayList;
import java.util.List;

/** Tries stored edits on files as they are now: in their order, no model asked, nothing paid. */
public final class StoredEdits {
    private final FilesSince files;
    private final Targets targets;

    public StoredEdits(FilesSince files, Targets targets) {
        this.files = files;
        this.targets = targets;
    }

    /** One edit that was tried once more. */
    public record Tried(FailedEdit edit, Outcome outcome) {}

    /** Writes into the tree what fits now. */
    public List<Tried> apply(SourceTree tree, List<FailedEdit> stored) {
        return tried(stored, Editor.apply(tree, edits(stored), targets).outcomes());
    }

    /** Tells what {@link #apply} would do. */
    public List<Tried> dryRun(SourceTree tree, List<FailedEdit> stored) {
        return tried(stored, Editor.dryRun(tree, edits(stored), targets).outcomes());
    }

    private static List<Edit> edits(List<FailedEdit> stored) {
        return stored.stream().map(failed -> failed.outcome().edit()).toList();
    }

    private List<Tried> tried(List<FailedEdit> stored, List<Outcome> outcomes) {
        List<Tried> tried = new ArrayList<>();
        for (int place = 0; place < outcomes.size(); place++) {
            Outcome outcome = outcomes.get(place);
            tried.add(new Tried(
                    stored.get(place), outcome instanceof Outcome.Failed failed ? files.explained(failed) : outcome));
        }
        return tried;
    }
}
