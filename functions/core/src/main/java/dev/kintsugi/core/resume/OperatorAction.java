package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteAnswer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * An operator's action while it is being done: it stands on the project's head from its first write to its last. While it
 * stands nothing is claimed and no other action begins; the same one, said again by anybody, finishes it. So an action
 * may be cut off at any write and is never half done for good.
 *
 * @param kind a word: {@code resume}, {@code retry}, {@code skip}, {@code reset}
 * @param caller who began it
 * @param wish what was asked for, in a form that can be compared and read again
 * @param since when it was begun
 */
record OperatorAction(String kind, String caller, String wish, long epoch, Instant since) {
    private static final String ATTRIBUTE = "acting";

    /** Who acts, and on what they decided. */
    record Request(String kind, String caller, String wish, String token) {}

    static Optional<OperatorAction> standing(ProjectHead head) {
        return head.action()
                .map(words -> head.facts()
                        .findFields(ATTRIBUTE)
                        .map(stored -> new OperatorAction(
                                stored.text("kind"),
                                stored.text("caller"),
                                stored.text("wish"),
                                stored.number("epoch"),
                                stored.findMoment("since").orElse(Instant.EPOCH)))
                        .orElseGet(() ->
                                new OperatorAction(words.split(" ", 2)[0], words, "", head.epoch(), Instant.EPOCH)));
    }

    /** Whether this is what is asked for, and only has to be finished. */
    boolean is(Request request) {
        return kind.equals(request.kind()) && wish.equals(request.wish());
    }

    String words() {
        return "%s by %s".formatted(kind, caller);
    }

    /** Why something else cannot be done while this stands. */
    Acted.Refused refusal(ProjectId project) {
        return new Acted.Refused(
                "project %s is in the middle of another action (%s), which was cut off; say that again with the same options to finish it, then this"
                        .formatted(project, words()));
    }

    /**
     * Takes the project for an action that was decided on this state of it.
     *
     * @throws Contended when somebody else was faster
     */
    static OperatorAction take(Records records, InterimState state, Request request, Instant now) {
        ProjectHead head = state.head();
        long epoch = head.epoch() + 1;
        OperatorAction action = new OperatorAction(request.kind(), request.caller(), request.wish(), epoch, now);
        Operation.Update taken = head.changeInEpoch()
                .when(Condition.absent("action"))
                .set("epoch", epoch)
                .set("action", action.words())
                .set(
                        ATTRIBUTE,
                        Value.of(Map.of(
                                "kind", Value.of(action.kind),
                                "caller", Value.of(action.caller),
                                "wish", Value.of(action.wish),
                                "epoch", Value.of(epoch),
                                "since", Value.of(now))));
        if (records.settle(taken) instanceof WriteAnswer.Refused) {
            throw new Contended("somebody else acted on project %s at this moment".formatted(head.id()));
        }
        return action;
    }

    /** What ends it, with what is said of the project besides; refused when it was finished by somebody else. */
    boolean finish(Records records, ProjectId project, Operation.Update more, String text, InstantSource clock) {
        return records.settle(ended(more), event(project, text, clock)) instanceof WriteAnswer.Done;
    }

    /** The same, with one more record that changes with the head. */
    boolean finishWith(
            Records records,
            ProjectId project,
            Operation.Update more,
            Operation other,
            String text,
            InstantSource clock) {
        return records.settle(ended(more), other, event(project, text, clock)) instanceof WriteAnswer.Done;
    }

    private Operation.Update ended(Operation.Update more) {
        return more.when(Condition.equal("epoch", epoch), Condition.present("action"))
                .remove("action")
                .remove(ATTRIBUTE);
    }

    private Operation event(ProjectId project, String text, InstantSource clock) {
        return Event.of(clock.instant(), "project." + kind, text).put(project, kind + "-" + epoch);
    }
}
