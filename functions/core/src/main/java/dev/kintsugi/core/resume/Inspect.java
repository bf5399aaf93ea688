package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stopped;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.session.SessionSummary;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.Inspection.InterruptedTask;
import dev.kintsugi.core.view.Inspection.Next;
import dev.kintsugi.core.view.Inspection.SessionLine;
import dev.kintsugi.core.view.Inspection.TaskState;
import dev.kintsugi.core.workspace.Workspaces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds out where a project stands. It asks the record and the repository, changes nothing and spends nothing. */
public final class Inspect {
    private final Records records;
    private final CutSessions sessions;
    private final BranchDrifts drifts;

    public Inspect(Records records, Workspaces workspaces) {
        this.records = records;
        this.sessions = new CutSessions(records);
        this.drifts = new BranchDrifts(workspaces);
    }

    /**
     * The state of a project.
     *
     * @throws UnknownProject when there is none of this id
     */
    public Inspection run(ProjectId id) {
        InterimState state = InterimState.read(records, id);
        ProjectHead head = state.head();
        List<InterruptedTask> interrupted =
                state.interrupted().stream().map(job -> interrupted(state, job)).toList();
        int completed = state.in(JobStatus.PASSED).size();
        int failed = state.failed().size();
        int partial = state.in(JobStatus.PARTIAL).size();
        int skipped = state.in(JobStatus.SKIPPED).size();
        int cancelled = state.in(JobStatus.CANCELLED).size();
        int total = state.jobs().size();
        // Others write while this reads, so what is counted may not add up for a moment.
        int rest = Math.max(0, total - completed - failed - partial - skipped - cancelled - interrupted.size());
        int running = Math.clamp(state.running(), 0, rest);
        return new Inspection(
                id.value(),
                state.plan().name(),
                head.status(),
                next(state),
                total,
                completed,
                rest - running,
                failed,
                partial,
                skipped,
                cancelled,
                running,
                interrupted,
                interrupted.stream()
                        .map(InterruptedTask::lastSession)
                        .filter(Objects::nonNull)
                        .max(Comparator.comparing(SessionLine::at))
                        .orElse(null),
                !interrupted.isEmpty() || state.jobs().values().stream().anyMatch(this::hasStraySession),
                tasks(state, state.in(JobStatus.PASSED, JobStatus.SKIPPED)),
                tasks(state, remaining(state)),
                tasks(state, state.in(JobStatus.FAILED, JobStatus.ESCALATED, JobStatus.CANCELLED)),
                drifts.of(state),
                dollars(spent(state)),
                budget(head),
                head.action().orElse(null),
                state.token().text());
    }

    /** A call that is out by the record of a job on which nothing is at work. */
    private boolean hasStraySession(Job job) {
        return !job.status().isInFlight() && job.facts().has("call") && sessions.isRunning(job);
    }

    /** What a person is shown first; a project with failures is never shown as completed. */
    static Next next(InterimState state) {
        ProjectHead head = state.head();
        boolean interrupted = !state.interrupted().isEmpty() || head.action().isPresent();
        if (interrupted || !state.in(JobStatus.PARTIAL).isEmpty()) {
            return Next.RESUME;
        }
        if (state.isRunning()) {
            return Next.RUNNING;
        }
        if (!head.status().isOver() && head.facts().has(Stopped.NAME)) {
            return Next.RESUME;
        }
        boolean ready = state.created().stream().anyMatch(job -> state.line(job).waits() == 0);
        boolean goesOn = ready || !state.in(JobStatus.AWAITING_APPROVAL).isEmpty();
        if (head.status() == ProjectStatus.ABORTED
                || (!goesOn && !state.failures().isEmpty())) {
            return Next.FAILURES;
        }
        if (state.isDone()) {
            return state.jobs().isEmpty() ? Next.START : Next.REPORT;
        }
        return state.created().size() == state.jobs().size() && head.startedAt().isEmpty() ? Next.START : Next.RESUME;
    }

    private static List<Job> remaining(InterimState state) {
        List<Job> remaining = new ArrayList<>(state.jobs().values());
        remaining.removeAll(state.in(
                JobStatus.PASSED, JobStatus.SKIPPED, JobStatus.FAILED, JobStatus.ESCALATED, JobStatus.CANCELLED));
        return remaining;
    }

    private InterruptedTask interrupted(InterimState state, Job job) {
        Optional<Attributes> stop = job.facts().findFields("stopped").map(Attributes.class::cast);
        return new InterruptedTask(
                job.id().task().value(),
                state.line(job).title(),
                job.status(),
                switch (job.status()) {
                    case EXECUTING, CHECKING, REVIEWING -> true;
                    case CREATED,
                            AWAITING_APPROVAL,
                            LANDING,
                            HEALING,
                            PARTIAL,
                            PASSED,
                            FAILED,
                            ESCALATED,
                            SKIPPED,
                            CANCELLED -> false;
                },
                job.cycle(),
                job.attempt(),
                stop.flatMap(fields -> fields.findMoment("at")).orElse(null),
                stop.flatMap(fields -> fields.findText("error"))
                        .filter(error -> !error.isBlank())
                        .orElse(null),
                sessions.last(job).map(session -> line(job, session)).orElse(null));
    }

    private SessionLine line(Job job, SessionSummary session) {
        String status = session.failed() ? "failed" : sessions.isRunning(job) ? "running" : "done";
        return new SessionLine(
                job.id().task().value(),
                session.role(),
                session.cycle(),
                session.turns(),
                status,
                session.reason().isEmpty() ? null : session.reason(),
                session.at());
    }

    private static List<TaskState> tasks(InterimState state, List<Job> jobs) {
        return jobs.stream()
                .limit(Inspection.MOST_LISTED)
                .map(job -> new TaskState(
                        job.id().task().value(),
                        state.line(job).title(),
                        job.status(),
                        job.isHeld(),
                        job.end().map(End::reason).orElse(null)))
                .toList();
    }

    /** Calls that are out count at their worst. */
    private static long spent(InterimState state) {
        return state.jobs().values().stream().mapToLong(Job::spent).sum();
    }

    private static @Nullable BigDecimal budget(ProjectHead head) {
        OptionalLong available = head.available();
        return available.isEmpty() ? null : dollars(available.getAsLong() + head.lent() + head.spent());
    }

    private static BigDecimal dollars(long microDollars) {
        return new MicroDollars(microDollars).dollars();
    }
}
