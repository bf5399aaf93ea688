package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.Tier;
import dev.kintsugi.core.edit.apply.Whereabouts.Place;
import dev.kintsugi.core.edit.match.Attempt;
import dev.kintsugi.core.edit.match.Mender;
import dev.kintsugi.core.edit.match.SourceText;
import dev.kintsugi.core.edit.tree.DraftTree;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out a list of edits, in order, on the running content of a tree. One failure never stops the others. What
 * was changed is written at the end, each file once; a dry run does all of it but the writing.
 */
public final class Editor {
    private final DraftTree draft;
    private final Targets targets;
    private final Whereabouts whereabouts;
    private final History history = new History();

    private Editor(SourceTree tree, Targets targets) {
        this.draft = new DraftTree(tree);
        this.targets = targets;
        this.whereabouts = new Whereabouts(draft);
    }

    /** Applies the edits and writes what they changed. */
    public static EditReport apply(SourceTree tree, List<Edit> edits, Targets targets) {
        Editor editor = new Editor(tree, targets);
        List<Outcome> outcomes = editor.outcomes(edits);
        return reported(editor.written(outcomes));
    }

    /** Tells what applying would do, and writes nothing. */
    public static EditReport dryRun(SourceTree tree, List<Edit> edits, Targets targets) {
        return reported(new Editor(tree, targets).outcomes(edits));
    }

    private static EditReport reported(List<Outcome> outcomes) {
        return new EditReport(outcomes, Suggestions.after(outcomes));
    }

    private List<Outcome> outcomes(List<Edit> edits) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Edit edit : edits) {
            Outcome outcome = outcome(edit);
            if (outcome instanceof Outcome.Failed) {
                history.failed(edit);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Outcome outcome(Edit edit) {
        return switch (edit) {
            case Edit.Replace replace -> replaced(replace);
            case Edit.Write write -> written(write);
            case Edit.Delete delete -> deleted(delete);
            case Edit.Move move -> moved(move);
            case Edit.Unreadable unreadable ->
                Outcome.Failed.plainly(edit, Reason.of(Reason.Kind.UNREADABLE, unreadable.problem()));
        };
    }

    private Outcome replaced(Edit.Replace edit) {
        return switch (whereabouts.nearly(edit.path())) {
            case Place.Closed closed -> failed(edit, closed.path(), closed.reason());
            case Place.Free free ->
                targets.allow(free.path()) ? notFound(edit, free.path()) : notATarget(edit, free.path());
            case Place.File file -> targets.allow(file.path()) ? replaced(edit, file) : notATarget(edit, file.path());
        };
    }

    private Outcome replaced(Edit.Replace edit, Place.File file) {
        Optional<SourceText> text = SourceText.of(file.content());
        if (text.isEmpty()) {
            return failed(edit, file.path(), Reason.of(Reason.Kind.BINARY, file.path()));
        }
        Attempt attempt = Mender.attempt(text.get(), edit, history.before(file.path(), edit));
        return switch (attempt) {
            case Attempt.Refused refused ->
                new Outcome.Failed(edit, file.path(), refused.reason(), refused.suggestedLine(), refused.candidates());
            case Attempt.Standing standing -> new Outcome.AlreadyApplied(edit, file.path(), standing.line() + 1);
            case Attempt.Changed changed
            when file.guessed() && changed.tier() == Tier.FUZZY -> notFound(edit, edit.path());
            case Attempt.Changed changed -> stored(edit, file.path(), text.get(), changed);
        };
    }

    private Outcome stored(Edit.Replace edit, String path, SourceText before, Attempt.Changed changed) {
        SourceText after = before.with(changed.text());
        Optional<Outcome> refused = store(edit, path, after);
        if (refused.isPresent()) {
            return refused.get();
        }
        history.record(path, edit, changed);
        return changed.text().equals(before.text())
                ? new Outcome.AlreadyApplied(edit, path, changed.from() + 1)
                : new Outcome.Applied(edit, path, changed.tier(), changed.from() + 1);
    }

    /** Puts a file's new text into the draft, or tells why it cannot be. */
    private Optional<Outcome> store(Edit edit, String path, SourceText text) {
        Optional<byte[]> bytes = text.bytes();
        if (bytes.isEmpty()) {
            return Optional.of(failed(
                    edit,
                    path,
                    Reason.of(Reason.Kind.UNREADABLE, path + " is not UTF-8 and has no way to write the new text")));
        }
        if (bytes.get().length > SourceTree.MAXIMUM_FILE_BYTES) {
            return Optional.of(failed(edit, path, Reason.of(Reason.Kind.TOO_LARGE, path + " would grow beyond it")));
        }
        draft.write(path, bytes.get());
        return Optional.empty();
    }

    private Outcome written(Edit.Write edit) {
        return switch (whereabouts.literally(edit.path())) {
            case Place.Closed closed -> failed(edit, closed.path(), closed.reason());
            case Place.Free free when !targets.allow(free.path()) -> notATarget(edit, free.path());
            case Place.Free free -> created(edit, free.path());
            case Place.File file when !targets.allow(file.path()) -> notATarget(edit, file.path());
            case Place.File file -> overwritten(edit, file);
        };
    }

    private Outcome created(Edit.Write edit, String path) {
        Optional<String> elision = WholeText.elisionIn(edit.content(), "");
        if (elision.isPresent()) {
            return failed(edit, path, leavesOut(elision.get()));
        }
        return store(edit, path, SourceText.ofNew(edit.content()))
                .orElseGet(() -> new Outcome.Applied(edit, path, Tier.EXACT, 1));
    }

    private Outcome overwritten(Edit.Write edit, Place.File file) {
        Optional<SourceText> text = SourceText.of(file.content());
        if (text.isEmpty()) {
            return failed(edit, file.path(), Reason.of(Reason.Kind.BINARY, file.path()));
        }
        SourceText before = text.get();
        SourceText after = before.rewritten(edit.content());
        if (after.text().equals(before.text())) {
            return new Outcome.AlreadyApplied(edit, file.path(), 1);
        }
        if (edit.existing() == Edit.Existing.REFUSE && !before.isBlank()) {
            return failed(
                    edit,
                    file.path(),
                    Reason.of(
                            Reason.Kind.FILE_EXISTS,
                            file.path() + " is there with other content, and FIND names no place in it"));
        }
        if (edit.content().isBlank() && !before.isBlank()) {
            return failed(
                    edit,
                    file.path(),
                    Reason.of(Reason.Kind.UNREADABLE, "the new content is empty; delete the file instead"));
        }
        Optional<String> elision = WholeText.elisionIn(edit.content(), before.text());
        if (elision.isPresent()) {
            return failed(edit, file.path(), leavesOut(elision.get()));
        }
        return store(edit, file.path(), after).orElseGet(() -> new Outcome.Applied(edit, file.path(), Tier.EXACT, 1));
    }

    private static Reason leavesOut(String line) {
        return Reason.of(Reason.Kind.ELISION, "a whole file must not leave anything out, and this has «" + line + "»");
    }

    private Outcome deleted(Edit.Delete edit) {
        return switch (whereabouts.literally(edit.path())) {
            case Place.Closed closed -> failed(edit, closed.path(), closed.reason());
            case Place.Free free when !targets.allow(free.path()) -> notATarget(edit, free.path());
            case Place.Free free -> notFound(edit, free.path());
            case Place.File file when !targets.allow(file.path()) -> notATarget(edit, file.path());
            case Place.File file when history.hasFailed(edit) -> heldBack(edit, file.path());
            case Place.File file
            when !WholeText.isWhole(edit.expected(), file.content()) ->
                failed(edit, file.path(), Reason.of(Reason.Kind.STALE, "the file changed since it was to be deleted"));
            case Place.File file -> {
                draft.delete(file.path());
                yield new Outcome.Applied(edit, file.path(), Tier.EXACT, 1);
            }
        };
    }

    private Outcome moved(Edit.Move edit) {
        return switch (whereabouts.literally(edit.path())) {
            case Place.Closed closed -> failed(edit, closed.path(), closed.reason());
            case Place.Free free -> notFound(edit, free.path());
            case Place.File file when !targets.allow(file.path()) -> notATarget(edit, file.path());
            case Place.File file when history.hasFailed(edit) -> heldBack(edit, file.path());
            case Place.File file -> movedTo(edit, file);
        };
    }

    private Outcome movedTo(Edit.Move edit, Place.File file) {
        // A patch envelope moves over a file that is there; a diff promises that there is none.
        boolean overwrites = edit.origin().dialect() == Dialect.PATCH;
        return switch (whereabouts.literally(edit.to())) {
            case Place.Closed closed -> failed(edit, closed.path(), closed.reason());
            case Place.Free free when !targets.allow(free.path()) -> notATarget(edit, free.path());
            case Place.Free free -> moved(edit, file, free.path());
            case Place.File there when !targets.allow(there.path()) -> notATarget(edit, there.path());
            case Place.File there when there.path().equals(file.path()) -> moved(edit, file, edit.to());
            case Place.File there when overwrites -> moved(edit, file, there.path());
            case Place.File there -> failed(edit, there.path(), Reason.of(Reason.Kind.FILE_EXISTS, there.path()));
        };
    }

    private Outcome moved(Edit.Move edit, Place.File file, String to) {
        draft.delete(file.path());
        draft.write(to, file.content());
        return new Outcome.Applied(edit, to, Tier.EXACT, 1);
    }

    private static Outcome heldBack(Edit edit, String path) {
        return failed(edit, path, Reason.of(Reason.Kind.HELD_BACK, "an edit of this file before it failed"));
    }

    private Outcome notFound(Edit edit, String path) {
        List<String> namesakes = whereabouts.namesakes(path);
        String detail = namesakes.isEmpty() ? path : path + "; there is " + String.join(", ", namesakes);
        return failed(edit, path, Reason.of(Reason.Kind.FILE_NOT_FOUND, detail));
    }

    private static Outcome notATarget(Edit edit, String path) {
        return failed(edit, path, Reason.of(Reason.Kind.NOT_A_TARGET, path));
    }

    private static Outcome failed(Edit edit, String path, Reason reason) {
        return new Outcome.Failed(edit, path, reason, 0, List.of());
    }

    /** Writes each changed file; where the tree refuses, the edits of that file have failed after all. */
    private List<Outcome> written(List<Outcome> outcomes) {
        Map<String, String> refused = new HashMap<>();
        for (String path : draft.changed()) {
            try {
                draft.commit(path);
            } catch (UncheckedIOException fault) {
                refused.put(path, String.valueOf(fault.getMessage()));
            }
        }
        if (refused.isEmpty()) {
            return outcomes;
        }
        return outcomes.stream()
                .map(outcome -> refused.containsKey(outcome.file()) && !(outcome instanceof Outcome.Failed)
                        ? failed(
                                outcome.edit(),
                                outcome.file(),
                                Reason.of(Reason.Kind.NOT_A_FILE, refused.getOrDefault(outcome.file(), "")))
                        : outcome)
                .toList();
    }
}
