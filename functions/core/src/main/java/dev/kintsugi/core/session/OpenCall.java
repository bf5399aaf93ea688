package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The call that a job's record says went out and of which the job does not know yet what came: whoever cut it off may
 * have recorded the reply just before. Its worst case is spent and stays reserved until one of the two is told.
 *
 * @param session whose question it was
 * @param turn which of them
 * @param microDollars its worst case
 */
public record OpenCall(SessionKey session, int turn, long microDollars) {
    static final String CALL = "call";
    static final String ASKED_AT = "askedAt";
    static final String LOSSES = "losses";

    /** The one of this job, if any. */
    public static Optional<OpenCall> of(Job job) {
        return job.facts().findText(CALL).map(name -> {
            String[] parts = name.split("/", 3);
            SessionKey session = new SessionKey(job.id(), Integer.parseInt(parts[0]), Role.ofWord(parts[1]));
            return new OpenCall(session, Integer.parseInt(parts[2]), job.reserved());
        });
    }

    boolean is(SessionKey other, int number) {
        return session.equals(other) && turn == number;
    }

    /**
     * To be written when nobody will ask this question again: it costs what its reply cost, if there is one on record;
     * else it is told as lost, at its worst.
     */
    public static void closed(Records records, JobChange change, List<Operation> others, Instant now) {
        Optional<OpenCall> open = of(change.job());
        if (open.isPresent()) {
            others.addAll(open.get().closed(new Sessions(records), change, now));
        }
    }

    List<Operation> closed(Sessions sessions, JobChange change, Instant now) {
        Optional<SessionTurn> reply = sessions.read(session.job(), session.cycle(), session.role()).stream()
                .filter(there -> there.turn() == turn && there.result() != SessionTurn.Result.LOST)
                .findFirst();
        over(change);
        if (reply.isPresent()) {
            change.costed(reply.get().costMicroDollars());
            return List.of();
        }
        change.forgetReservation();
        long losses = change.job().facts().count(LOSSES) + 1;
        SessionTurn lost = lost(now);
        LostCalls.of(change.job()).and(lost.costMicroDollars()).on(change);
        return List.of(Sessions.lost(session, losses, lost));
    }

    /** How the audit trail tells that its reply never came. */
    SessionTurn lost(Instant now) {
        return new SessionTurn(
                turn,
                SessionTurn.Result.LOST,
                "the question was sent and no reply came back; it counts at what it could cost at most",
                microDollars,
                Optional.empty(),
                now);
    }

    /** No question is out any more. */
    static JobChange over(JobChange change) {
        return change.remove(CALL).remove(ASKED_AT).remove(LOSSES).remove(Away.name());
    }
}
