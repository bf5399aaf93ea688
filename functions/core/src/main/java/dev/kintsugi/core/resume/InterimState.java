package dev.kintsugi.core.resume;

import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A project with every job of it, read once: what an operator's decision is made from. It reads each job, which is right
 * for a person's act and for nothing that happens by itself.
 *
 * @param jobs in the order of the plan
 * @param healed tasks that ended badly and whose work a remediation did
 * @param neverStarted tasks that were handed out when everything stopped
 */
record InterimState(
        ProjectHead head,
        ProjectPlan plan,
        Map<TaskId, Line> lines,
        Map<TaskId, Job> jobs,
        List<Mark> marks,
        Set<TaskId> healed,
        int neverStarted) {
    /** Launch markers that are looked at; more workers than that nobody has. */
    private static final int MOST_LAUNCHES = 1_000;

    static InterimState read(Records records, ProjectId id) {
        Projects projects = new Projects(records);
        Jobs all = new Jobs(records);
        ProjectHead head = projects.head(id);
        Map<TaskId, Line> lines = new LinkedHashMap<>();
        Map<TaskId, Job> jobs = new LinkedHashMap<>();
        StandIns standIns = new StandIns(records);
        Set<TaskId> healed = new HashSet<>();
        for (Line line : projects.lines(id).toList()) {
            Job job = all.get(line.job());
            lines.put(line.job().task(), line);
            jobs.put(line.job().task(), job);
            if (standIns.isHealed(job)) {
                healed.add(line.job().task());
            }
        }
        return new InterimState(
                head, projects.get(id), lines, jobs, projects.marks(id).toList(), healed, neverStarted(projects, head));
    }

    /** Handed out, and nobody lives who would start it: a schedule does so, and the project's execution stopped. */
    private static int neverStarted(Projects projects, ProjectHead head) {
        return head.facts().has("stopped")
                ? projects.state(head.id(), MOST_LAUNCHES).launches().size()
                : 0;
    }

    Optional<Job> find(String task) {
        return TaskId.isLegal(task) ? Optional.ofNullable(jobs.get(new TaskId(task))) : Optional.empty();
    }

    Line line(Job job) {
        return Objects.requireNonNull(lines.get(job.id().task()), "every job has a line in its plan");
    }

    boolean is(Mark.Kind kind, JobId job) {
        return marks.stream().anyMatch(mark -> mark.kind() == kind && mark.job().equals(job));
    }

    boolean isInterrupted(Job job) {
        return is(Mark.Kind.INTERRUPTED, job.id());
    }

    List<Job> interrupted() {
        return jobs.values().stream().filter(this::isInterrupted).toList();
    }

    List<Job> in(JobStatus first, JobStatus... more) {
        Set<JobStatus> wanted = EnumSet.of(first, more);
        return jobs.values().stream()
                .filter(job -> wanted.contains(job.status()))
                .toList();
    }

    /** Nobody has begun them, or what began was taken back. */
    List<Job> created() {
        return in(JobStatus.CREATED).stream().filter(job -> !isInterrupted(job)).toList();
    }

    List<Job> failed() {
        return in(JobStatus.FAILED, JobStatus.ESCALATED);
    }

    /** Those that ended badly and that somebody has to look at. */
    List<Job> failures() {
        return in(JobStatus.FAILED, JobStatus.ESCALATED, JobStatus.CANCELLED).stream()
                .filter(job -> !healed.contains(job.id().task()))
                .toList();
    }

    /** Whether there is nothing left to do. */
    boolean isDone() {
        return in(JobStatus.PASSED, JobStatus.SKIPPED).size() + healed.size() == jobs.size();
    }

    /** Those that an operator's decision is about. */
    List<Job> concerned() {
        List<Job> concerned = new ArrayList<>(interrupted());
        in(
                        JobStatus.PARTIAL,
                        JobStatus.AWAITING_APPROVAL,
                        JobStatus.FAILED,
                        JobStatus.ESCALATED,
                        JobStatus.SKIPPED,
                        JobStatus.CANCELLED)
                .stream()
                .filter(job -> !isInterrupted(job))
                .forEach(concerned::add);
        return concerned;
    }

    StateToken token() {
        return StateToken.of(head, concerned());
    }

    /** Whether an execution is at work on any of it, or about to be. */
    boolean isRunning() {
        return running() > 0;
    }

    /** Tasks on which an execution is at work, or about to be. */
    long running() {
        return head.active() - neverStarted;
    }
}
