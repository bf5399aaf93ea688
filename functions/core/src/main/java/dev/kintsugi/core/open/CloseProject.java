package dev.kintsugi.core.open;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.Scheduled;
import dev.kintsugi.core.settle.ProjectIncomplete;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ends a project of which nothing runs and nothing can run by itself, by one conditional write; or says that something
 * goes on. Entered again after a redrive, it looks at the record anew.
 */
public final class CloseProject {
    /** Jobs named in a message; the others are counted. */
    private static final int MOST_NAMED = 5;

    private final Records records;
    private final Projects projects;
    private final Schedule schedule;
    private final InstantSource clock;

    public CloseProject(Records records, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.schedule = new Schedule(records, executions, clock);
        this.clock = clock;
    }

    /**
     * Closes the project, if nothing is under way or can be.
     *
     * @throws ProjectIncomplete when it is over and not everything is done; the message says what waits for whom
     * @throws Superseded when another execution has the project
     * @throws Contended when something changed at this moment
     */
    public Closing run(Step step, ProjectId id) {
        ProjectHead head = projects.head(id);
        OpenProject.requireOwner(step, head);
        String visit = step.execution() + " " + step.redrives();
        if (head.facts().findText("closed").equals(Optional.of(visit))) {
            return said(head);
        }
        if (head.status() == ProjectStatus.ABORTED) {
            return new Closing.Closed();
        }
        Scheduled scheduled = schedule.run(id);
        if (!head.isOpen() || !scheduled.isIdle()) {
            // Closed before, and redriven since: opening decides what can go on.
            return new Closing.GoOn();
        }
        return said(close(scheduled, visit));
    }

    private ProjectHead close(Scheduled scheduled, String visit) {
        ProjectHead head = scheduled.left().head();
        boolean waitsForPeople = projects.marks(head.id()).findFirst().isPresent();
        if (!scheduled.left().ready().isEmpty() && !waitsForPeople) {
            // Nobody holds what these need, so the next look will claim them.
            throw ContendedProject.of(head.id());
        }
        ProjectStatus status = endOf(head, waitsForPeople);
        Instant now = clock.instant();
        Operation.Update change = head.changeInEpoch()
                .when(Condition.equal("active", 0), Condition.equal("open", true))
                .set("status", status.word())
                .set("closed", visit)
                .set("closedWith", head.tally())
                .remove("open");
        if (status.isOver()) {
            change = change.set("endedAt", now);
        }
        Event event = Event.of(now, "project.closed", sentence(head, status));
        WriteAnswer.Settled answer = records.settle(change, event.put(head.id(), "closed-" + head.executions()));
        if (answer instanceof WriteAnswer.Refused) {
            throw ContendedProject.of(head.id());
        }
        return projects.head(head.id());
    }

    private static ProjectStatus endOf(ProjectHead head, boolean waiting) {
        if (head.isDone()) {
            return ProjectStatus.COMPLETED;
        }
        return waiting ? ProjectStatus.IN_PROGRESS : ProjectStatus.FAILED;
    }

    private Closing said(ProjectHead head) {
        return switch (head.status()) {
            case COMPLETED, ABORTED -> new Closing.Closed();
            case PENDING, IN_PROGRESS, FAILED ->
                throw new ProjectIncomplete(sentence(head, head.status()) + waiting(head.id()));
        };
    }

    private static String sentence(ProjectHead head, ProjectStatus status) {
        return "project %s is %s: %d of %d tasks passed, %d failed, %d skipped, %d cancelled"
                .formatted(
                        head.id(),
                        status.word(),
                        head.passed(),
                        head.total(),
                        head.failed(),
                        head.skipped(),
                        head.cancelled());
    }

    private String waiting(ProjectId id) {
        List<Mark> marks = projects.marks(id).limit(MOST_NAMED + 1).toList();
        if (marks.isEmpty()) {
            return "";
        }
        String named = marks.stream()
                .limit(MOST_NAMED)
                .map(mark -> mark.job().task() + " (" + mark.kind().word() + ")")
                .collect(Collectors.joining(", "));
        return "; waiting for a person: " + named + (marks.size() > MOST_NAMED ? " and more" : "");
    }
}
