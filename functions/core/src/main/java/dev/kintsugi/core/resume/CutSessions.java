package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.session.SessionSummary;
import dev.kintsugi.core.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions that ran when their execution stopped: they failed, and the audit trail says so. */
final class CutSessions {
    private final Sessions sessions;

    CutSessions(Records records) {
        this.sessions = new Sessions(records);
    }

    /** The last session of a job, whatever became of it. */
    Optional<SessionSummary> last(Job job) {
        List<SessionSummary> found = sessions.summaries(job.id(), job.cycle());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    /** Whether a session of it is neither over nor said to have failed, although nothing runs for it. */
    boolean isRunning(Job job) {
        return role(job).isPresent()
                && last(job).map(session -> !session.failed()).orElse(true);
    }

    /** What marks the session of this job that was cut off; none when none ran. */
    Optional<Operation> fail(Job job, String reason, Instant now) {
        return role(job).map(role -> Sessions.cutOff(job.id(), cycle(job), role, job.attempt(), reason, now));
    }

    /** A call that is out names its session; without one the status tells who was at work. */
    private static Optional<Role> role(Job job) {
        Optional<String> call = job.facts().findText("call");
        if (call.isPresent()) {
            return Optional.of(Role.ofWord(call.get().split("/", 3)[1]));
        }
        if (job.status() == JobStatus.EXECUTING && job.isCycleOpen()) {
            return Optional.of(Role.CODER);
        }
        return job.status() == JobStatus.REVIEWING && job.isCycleOpen() ? Optional.of(Role.REVIEWER) : Optional.empty();
    }

    private static int cycle(Job job) {
        return job.facts()
                .findText("call")
                .map(call -> Integer.parseInt(call.split("/", 3)[0]))
                .orElse(job.cycle());
    }
}
