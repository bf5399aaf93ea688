package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every edit of a round, in the order in which it was asked for, and what became of it. Which failed edits are still
 * wanted is decided here: one is made good when its text stands in the file after all, or when the coder, who was told
 * that it failed, got another edit into the same file.
 */
final class EditBook {
    /** Failures that say the path was wrong: the edit that makes them good is one of another file. */
    private static final Set<Reason.Kind> WRONG_PATHS = EnumSet.of(
            Reason.Kind.FILE_NOT_FOUND,
            Reason.Kind.FILE_EXISTS,
            Reason.Kind.OUTSIDE,
            Reason.Kind.NOT_A_TARGET,
            Reason.Kind.NOT_A_FILE);

    private final int cycle;
    private final WorkspaceTree tree;
    private final Targets targets;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, FailedEdit> wanted = new LinkedHashMap<>();

    EditBook(int cycle, WorkspaceTree tree, Targets targets) {
        this.cycle = cycle;
        this.tree = tree;
        this.targets = targets;
    }

    /** One edit that was tried. */
    private record Entry(String id, int turn, Outcome outcome) {
        boolean failed() {
            return outcome instanceof Outcome.Failed;
        }
    }

    int size() {
        return entries.size();
    }

    /** Whether something that was asked for is in no file. */
    boolean isWanting() {
        return !wanted.isEmpty();
    }

    List<FailedEdit> wanted() {
        return List.copyOf(wanted.values());
    }

    /** How many edits are in their files. */
    int applied() {
        return (int) entries.stream().filter(entry -> !entry.failed()).count();
    }

    /** Tries the edits of a whole reply. */
    void tryAll(int turn, List<Edit> edits) {
        List<Outcome> outcomes = Editor.apply(tree, edits, targets).outcomes();
        for (int place = 0; place < outcomes.size(); place++) {
            add(turn, place, outcomes.get(place));
        }
    }

    /** Tries one edit of a tool call, of whose failure the coder is told at once. */
    Outcome tryOne(int turn, int place, Edit edit) {
        Outcome outcome = Editor.apply(tree, List.of(edit), targets).outcomes().getFirst();
        Entry entry = add(turn, place, outcome);
        if (!entry.failed()) {
            wanted.values()
                    .removeIf(failed -> failed.outcome().file().equals(outcome.file())
                            || WRONG_PATHS.contains(failed.outcome().reason().kind()));
        }
        return outcome;
    }

    private Entry add(int turn, int place, Outcome outcome) {
        Entry entry = new Entry(EditId.of(cycle, turn, place, outcome.edit()), turn, outcome);
        entries.add(entry);
        if (outcome instanceof Outcome.Failed failed) {
            wanted.put(entry.id(), new FailedEdit(entry.id(), turn, failed));
        }
        return entry;
    }

    /**
     * Concludes a further try at the edits that were wanted before it. What was asked for again in vain is not wanted
     * twice: the first asking stands, with its id.
     *
     * @param before what was wanted when the further try began
     * @param known how many edits the book had then
     */
    void concludeFurtherTry(List<FailedEdit> before, int known) {
        List<Entry> since = List.copyOf(entries.subList(known, entries.size()));
        Set<String> filesWanted = new HashSet<>();
        before.forEach(failed -> filesWanted.add(failed.outcome().file()));
        since.stream()
                .filter(entry -> filesWanted.contains(entry.outcome().file()))
                .forEach(entry -> wanted.remove(entry.id()));
        List<Entry> unused = new ArrayList<>(since);
        unused.removeIf(Entry::failed);
        List<FailedEdit> open = new ArrayList<>(before);
        open.removeIf(failed -> !wanted.containsKey(failed.id()));
        for (FailedEdit failed : open) {
            if (stands(failed) || isReplaced(failed, unused)) {
                wanted.remove(failed.id());
            }
        }
        open.removeIf(failed -> !wanted.containsKey(failed.id()));
        open.forEach(this::tryAgain);
    }

    /** Whether the file is as the edit wants it, however that came. */
    private boolean stands(FailedEdit failed) {
        return Editor.dryRun(tree, List.of(failed.outcome().edit()), targets)
                        .outcomes()
                        .getFirst()
                instanceof Outcome.AlreadyApplied;
    }

    /** Whether an edit of the same file took its place; each takes the place of one. */
    private static boolean isReplaced(FailedEdit failed, List<Entry> unused) {
        for (Entry entry : unused) {
            if (entry.outcome().file().equals(failed.outcome().file())) {
                unused.remove(entry);
                return true;
            }
        }
        return false;
    }

    /** On the file as it is now: what failed may fit since, and if not its reason may be another. */
    private void tryAgain(FailedEdit failed) {
        Outcome outcome = Editor.apply(tree, List.of(failed.outcome().edit()), targets)
                .outcomes()
                .getFirst();
        if (outcome instanceof Outcome.Failed again) {
            wanted.put(failed.id(), new FailedEdit(failed.id(), failed.turn(), again));
            return;
        }
        wanted.remove(failed.id());
        entries.replaceAll(
                entry -> entry.id().equals(failed.id()) ? new Entry(entry.id(), entry.turn(), outcome) : entry);
    }

    /** The tree cannot hold a file after all: every edit of it has failed. */
    void refuse(String path, String reason) {
        entries.replaceAll(entry -> {
            if (entry.failed() || !entry.outcome().file().equals(path)) {
                return entry;
            }
            Outcome.Failed failed = new Outcome.Failed(
                    entry.outcome().edit(), path, Reason.of(Reason.Kind.NOT_A_FILE, reason), 0, List.of());
            wanted.put(entry.id(), new FailedEdit(entry.id(), entry.turn(), failed));
            return new Entry(entry.id(), entry.turn(), failed);
        });
    }

    /** The ledger. */
    List<EditRecord> records() {
        return entries.stream().map(this::record).toList();
    }

    private EditRecord record(Entry entry) {
        return switch (entry.outcome()) {
            case Outcome.Applied applied ->
                new EditRecord(entry.id(), applied.tier().label(), applied.line(), applied.file());
            case Outcome.AlreadyApplied already ->
                new EditRecord(entry.id(), EditRecord.ALREADY_APPLIED, already.line(), already.file());
            case Outcome.Failed failed ->
                new EditRecord(
                        entry.id(),
                        wanted.containsKey(entry.id()) ? EditRecord.FAILED : EditRecord.MADE_GOOD,
                        failed.suggestedLine(),
                        failed.file());
        };
    }
}
