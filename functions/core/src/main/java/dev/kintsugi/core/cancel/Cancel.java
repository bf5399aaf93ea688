package dev.kintsugi.core.cancel;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.Scheduled;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;

/**
 * Cancels one job, or a project with all of its jobs. The record comes first: a raised epoch, so that nothing is
 * claimed any more, then every job by a conditional write, its open promise pushed before; the executions are stopped
 * last. Cut off anywhere and said again, it finishes.
 */
public final class Cancel {
    /** What a stopped execution's history says. */
    public static final String ERROR = "Cancelled";

    /** Tasks that one call gives up: an API's caller waits for half a minute at most. */
    public static final int MOST_AT_ONCE = 500;

    private static final int MOST_TRIES = 10;

    /** The project's fact up to which place its tasks are given up. */
    private static final String GIVEN_UP = "givenUp";

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final GiveUp giveUp;
    private final Schedule schedule;
    private final WakeProject wake;
    private final Executions executions;
    private final InstantSource clock;

    public Cancel(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.giveUp = new GiveUp(records, workspaces, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * Cancels one job; what waits for it stays blocked.
     *
     * @throws UnknownJob when there is none of this id
     * @throws Contended when others kept changing it
     */
    public Cancelled job(JobId id, String caller) {
        Job job = jobs.get(id);
        if (job.status() == JobStatus.CANCELLED) {
            stop(job, caller);
            return new Cancelled.Done("job %s is cancelled".formatted(id));
        }
        if (job.status().isComplete()) {
            return new Cancelled.TooLate("job %s is %s already; there is nothing to cancel"
                    .formatted(id, job.status().word()));
        }
        Job after = given(job, caller);
        Scheduled scheduled = schedule.run(id.project());
        if (scheduled.isIdle()) {
            wake.run(id.project());
        }
        return after.status() == JobStatus.PASSED
                ? new Cancelled.TooLate("job %s had landed already, so it passed".formatted(id))
                : new Cancelled.Done("job %s is cancelled; its commits stay on its branch".formatted(id));
    }

    /**
     * Cancels a project with all that is not over in it; a large one in so many calls as it has {@link #MOST_AT_ONCE}
     * tasks. Nothing new begins from the first call on.
     *
     * @throws UnknownProject when there is none of this id
     * @throws Contended when others kept changing it
     */
    public Cancelled project(ProjectId id, String caller) {
        ProjectHead head = projects.head(id);
        boolean begun = head.status() == ProjectStatus.ABORTED;
        if (begun && head.action().isEmpty()) {
            return new Cancelled.Done("project %s is cancelled".formatted(id));
        }
        if (head.status() == ProjectStatus.COMPLETED) {
            return new Cancelled.TooLate("project %s is completed; there is nothing to cancel".formatted(id));
        }
        if (!begun) {
            begin(head, caller);
        }
        int before = (int) (long) head.facts().findNumber(GIVEN_UP).orElse(-1L);
        List<Line> next = projects.lines(id, before, MOST_AT_ONCE);
        next.stream().map(Line::job).forEach(job -> cancelled(job, caller));
        if (next.size() == MOST_AT_ONCE && next.getLast().place() < head.total() - 1) {
            return goesOn(head, next.getLast().place());
        }
        head.execution().ifPresent(execution -> executions.stop(execution, ERROR, "cancelled by " + caller));
        finish(id, caller);
        return new Cancelled.Done("project %s is cancelled; what has landed stays on its branch".formatted(id));
    }

    private Cancelled goesOn(ProjectHead head, int place) {
        records.settle(
                ProjectHead.change(head.id()).when(Condition.present("action")).set(GIVEN_UP, place));
        return new Cancelled.GoesOn(
                "project %s: %d of %d tasks are given up, and nothing new begins; cancel it again to go on"
                        .formatted(head.id(), place + 1, head.total()));
    }

    private void begin(ProjectHead head, String caller) {
        WriteAnswer.Settled answer = records.settle(head.changeInEpoch()
                .set("status", ProjectStatus.ABORTED.word())
                .set("epoch", head.epoch() + 1)
                .set("action", "cancel by " + caller));
        if (answer instanceof WriteAnswer.Refused) {
            throw new Contended(
                    "project %s was changed by somebody else meanwhile; cancel it again".formatted(head.id()));
        }
    }

    private void cancelled(JobId id, String caller) {
        Job job = jobs.get(id);
        if (!job.status().isComplete()) {
            given(job, caller);
        } else if (job.status() == JobStatus.CANCELLED) {
            stop(job, caller);
        }
    }

    private Job given(Job read, String caller) {
        Job job = read;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                Job after = giveUp.run(job, caller);
                stop(after, caller);
                return after;
            } catch (Contended contended) {
                job = jobs.get(read.id());
                if (job.status().isComplete()) {
                    return job;
                }
            }
        }
        throw new Contended("job %s kept changing; cancel it again".formatted(read.id()));
    }

    /** The record knows an execution also while the launch marker stands for it; that one finds the job cancelled. */
    private void stop(Job job, String caller) {
        job.execution().ifPresent(execution -> executions.stop(execution, ERROR, "cancelled by " + caller));
    }

    private void finish(ProjectId id, String caller) {
        Event event = Event.of(clock.instant(), "project.cancelled", "%s cancelled the project".formatted(caller));
        records.settle(
                ProjectHead.change(id)
                        .when(Condition.present("action"))
                        .remove("action")
                        .remove(GIVEN_UP)
                        .remove("open")
                        .set("endedAt", clock.instant()),
                event.put(id, "cancelled"));
    }
}
