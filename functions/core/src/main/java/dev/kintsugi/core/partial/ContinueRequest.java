package dev.kintsugi.core.partial;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How somebody wants a partial job to go on. It stands on the job's record as asked for until {@code Settle} admits the
 * job, and as under way from then on, until the continue has concluded.
 *
 * @param model to be asked in this continue instead of the task's
 * @param drops ids of edits that are given up
 * @param note a person's words to the coder
 * @param caller who asked
 * @param at when it was asked, then when it began: the time of a commit of which no reply tells
 */
public record ContinueRequest(
        Optional<String> model, List<String> drops, Optional<String> note, String caller, Instant at) {
    /** Characters of a note: it stands on a record that is read all the time. */
    public static final int MAX_NOTE = 2_000;

    /** Edits given up by one continue. */
    public static final int MAX_DROPS = 100;

    /** On a partial job: the model for whose next call its money is too short, as the last continue found. */
    public static final String OUT_OF_MONEY = "outOfMoney";

    private static final String ASKED = "request";
    private static final String UNDER_WAY = "continuing";
    private static final String NOT_ADMITTED = "notAdmitted";

    public ContinueRequest {
        drops = List.copyOf(drops);
    }

    /** What somebody asked for and nobody began. */
    public static Optional<ContinueRequest> asked(Job job) {
        return job.facts().findFields(ASKED).map(ContinueRequest::read);
    }

    /** What is being done. */
    public static Optional<ContinueRequest> underWay(Job job) {
        return job.facts().findFields(UNDER_WAY).map(ContinueRequest::read);
    }

    public JobChange ask(JobChange change) {
        return change.set(ASKED, stored());
    }

    /** It begins now, as asked for; a redrive that nobody asked us for asks for nothing special. */
    public static JobChange begin(JobChange change, Instant now) {
        ContinueRequest begun = asked(change.job())
                .map(asked -> new ContinueRequest(asked.model, asked.drops, asked.note, asked.caller, now))
                .orElseGet(() -> new ContinueRequest(Optional.empty(), List.of(), Optional.empty(), "a redrive", now));
        return change.remove(ASKED).remove(NOT_ADMITTED).set(UNDER_WAY, begun.stored());
    }

    /** What was asked for could not begin. It stays, for the same step may come again, but holds nobody else back. */
    public static JobChange notAdmitted(JobChange change) {
        return asked(change.job())
                .map(asked -> change.set(NOT_ADMITTED, Value.of(asked.at)))
                .orElse(change);
    }

    /** Whether this was tried and could not begin. */
    public boolean isTurnedAway(Job job) {
        return job.facts().findMoment(NOT_ADMITTED).equals(Optional.of(at));
    }

    /** It has concluded. */
    public static JobChange over(JobChange change) {
        return change.remove(UNDER_WAY);
    }

    /** Whether both want the same, whenever it was asked. */
    public boolean isSameWish(ContinueRequest other) {
        return model.equals(other.model)
                && drops.equals(other.drops)
                && note.equals(other.note)
                && caller.equals(other.caller);
    }

    private Value stored() {
        Map<String, Value> stored = new HashMap<>();
        model.ifPresent(spec -> stored.put("model", Value.of(spec)));
        note.ifPresent(words -> stored.put("note", Value.of(words)));
        stored.put("drops", Value.ofTexts(drops));
        stored.put("caller", Value.of(caller));
        stored.put("at", Value.of(at));
        return Value.of(stored);
    }

    private static ContinueRequest read(Attributes stored) {
        return new ContinueRequest(
                stored.findText("model"),
                stored.texts("drops"),
                stored.findText("note"),
                stored.text("caller"),
                stored.moment("at"));
    }
}
