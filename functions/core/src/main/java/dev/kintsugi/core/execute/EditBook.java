package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.FilesSince;
import dev.kintsugi.core.partial.StoredEdits;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private final Set<String> stored = new LinkedHashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private int talkBegan;

    EditBook(int cycle, WorkspaceTree tree, Targets targets) {
        this.cycle = cycle;
        this.tree = tree;
        this.targets = targets;
    }

    /** A book that goes on with edits that an earlier visit could not apply. */
    static EditBook ofMissing(int cycle, WorkspaceTree tree, Targets targets, List<FailedEdit> missing) {
        EditBook book = new EditBook(cycle, tree, targets);
        for (FailedEdit failed : missing) {
            book.entries.add(new Entry(failed.id(), failed.turn(), failed.outcome()));
            book.wanted.put(failed.id(), failed);
            book.stored.add(failed.id());
        }
        book.beginTalk();
        return book;
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

    /** What failed so far was told in a talk that is over: single edits of the next one do not make it good unseen. */
    void beginTalk() {
        talkBegan = entries.size();
    }

    /** Gives edits up. */
    void drop(List<String> ids) {
        ids.stream().filter(wanted.keySet()::remove).forEach(dropped::add);
    }

    /** Tries what is wanted on the files as they are now. */
    void tryStored(StoredEdits edits) {
        for (StoredEdits.Tried tried : edits.apply(tree, wanted())) {
            conclude(tried.edit(), tried.outcome());
        }
    }

    /** Tells of what is still wanted what became of its file since. */
    void explain(FilesSince files) {
        wanted.replaceAll((id, failed) -> new FailedEdit(id, failed.turn(), files.explained(failed.outcome())));
    }

    /** What nobody asked for, and failed, is not missing: by a continue the list of what is only shrinks. */
    void wantOnlyStored() {
        wanted.keySet().retainAll(stored);
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
            Set<String> told = new HashSet<>();
            entries.subList(talkBegan, entries.size()).forEach(earlier -> told.add(earlier.id()));
            wanted.values()
                    .removeIf(failed -> told.contains(failed.id())
                            && (failed.outcome().file().equals(outcome.file()) || hasWrongPath(failed)));
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
     * Concludes a further try at the edits that were wanted before it. Each edit that it got in takes the place of one
     * that was wanted, the most alike. What was asked for again in vain is not wanted twice: the first asking stands,
     * with its id.
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
        List<FailedEdit> open = new ArrayList<>(before);
        open.removeIf(failed -> !wanted.containsKey(failed.id()));
        List<Entry> unused = new ArrayList<>(since);
        unused.removeIf(Entry::failed);
        for (FailedEdit failed : List.copyOf(open)) {
            if (stands(failed)) {
                Predicate<Entry> sameFile = entry -> isSameFile(entry, failed);
                mostAlike(unused, sameFile, failed.outcome().edit()).ifPresent(unused::remove);
                open.remove(failed);
            }
        }
        for (Entry entry : unused) {
            Edit edit = entry.outcome().edit();
            boolean inWantedFile = filesWanted.contains(entry.outcome().file());
            open.stream()
                    .filter(failed -> inWantedFile ? isSameFile(entry, failed) : hasWrongPath(failed))
                    .max(Comparator.comparingDouble(
                            failed -> Likeness.of(failed.outcome().edit(), edit)))
                    .ifPresent(open::remove);
        }
        before.stream().filter(failed -> !open.contains(failed)).forEach(failed -> wanted.remove(failed.id()));
        open.forEach(this::tryAgain);
    }

    private static boolean isSameFile(Entry entry, FailedEdit failed) {
        return entry.outcome().file().equals(failed.outcome().file());
    }

    private static Optional<Entry> mostAlike(List<Entry> entries, Predicate<Entry> fits, Edit edit) {
        return entries.stream()
                .filter(fits)
                .max(Comparator.comparingDouble(
                        entry -> Likeness.of(entry.outcome().edit(), edit)));
    }

    /** Whether the file is as the edit wants it, however that came. */
    private boolean stands(FailedEdit failed) {
        return Editor.dryRun(tree, List.of(failed.outcome().edit()), targets)
                        .outcomes()
                        .getFirst()
                instanceof Outcome.AlreadyApplied;
    }

    private static boolean hasWrongPath(FailedEdit failed) {
        return WRONG_PATHS.contains(failed.outcome().reason().kind());
    }

    /** On the file as it is now: what failed may fit since, and if not its reason may be another. */
    private void tryAgain(FailedEdit failed) {
        conclude(
                failed,
                Editor.apply(tree, List.of(failed.outcome().edit()), targets)
                        .outcomes()
                        .getFirst());
    }

    /** It was tried again, and this came of it. */
    private void conclude(FailedEdit failed, Outcome outcome) {
        entries.replaceAll(
                entry -> entry.id().equals(failed.id()) ? new Entry(entry.id(), entry.turn(), outcome) : entry);
        if (outcome instanceof Outcome.Failed again) {
            wanted.put(failed.id(), new FailedEdit(failed.id(), failed.turn(), again));
        } else {
            wanted.remove(failed.id());
        }
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
        // What an edit of this file had made good is not good any more.
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Failed failed
                    && failed.file().equals(path)
                    && !dropped.contains(entry.id())) {
                wanted.putIfAbsent(entry.id(), new FailedEdit(entry.id(), entry.turn(), failed));
            }
        }
    }

    /** How many edits are in their files. */
    int applied() {
        return (int) entries.stream().filter(entry -> !entry.failed()).count();
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
                new EditRecord(entry.id(), wordFor(entry.id()), failed.suggestedLine(), failed.file());
        };
    }

    private String wordFor(String failed) {
        if (wanted.containsKey(failed)) {
            return EditRecord.FAILED;
        }
        if (dropped.contains(failed)) {
            return EditRecord.DROPPED;
        }
        return stored.isEmpty() || stored.contains(failed) ? EditRecord.MADE_GOOD : EditRecord.NOT_ASKED_FOR;
    }
}
