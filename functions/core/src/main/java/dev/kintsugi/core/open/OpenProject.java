package dev.kintsugi.core.open;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.settle.ProjectIncomplete;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the project's trunk where it is not there yet, says on record that the project is under way, and hands out its
 * ready tasks. Everything in it can be repeated, so it needs no memory of its own steps.
 */
public final class OpenProject {
    private final Records records;
    private final Projects projects;
    private final Workspaces workspaces;
    private final Schedule schedule;
    private final InstantSource clock;

    public OpenProject(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.workspaces = workspaces;
        this.schedule = new Schedule(records, executions, clock);
        this.clock = clock;
    }

    /**
     * Opens the project, however often it is said.
     *
     * @throws Superseded when another execution has the project
     * @throws ProjectIncomplete when its repository cannot be worked in any more; the message says why
     */
    public Opened run(Step step, ProjectId id) {
        ProjectHead head = projects.head(id);
        requireOwner(step, head);
        if (head.status() == ProjectStatus.ABORTED) {
            return new Opened(); // The closing that follows says what there is to say.
        }
        Optional<String> obstacle = begin(projects.get(id));
        if (obstacle.isPresent()) {
            fail(head, obstacle.get());
            throw new ProjectIncomplete("project %s cannot be opened: %s".formatted(id, obstacle.get()));
        }
        record(step, head);
        schedule.run(id);
        return new Opened();
    }

    static void requireOwner(Step step, ProjectHead head) {
        if (!head.execution().equals(Optional.of(step.execution()))) {
            throw Superseded.by(head.id(), head.execution());
        }
    }

    /** The plan is the promise of this push: trunk and base stand in it. Where people added to the trunk, it stays so. */
    private Optional<String> begin(ProjectPlan plan) {
        return switch (workspaces.open(plan.repository())) {
            case Opening.Refused refused -> Optional.of(refused.message());
            case Opening.Opened opened -> {
                try (Workspace workspace = opened.workspace()) {
                    yield obstacle(plan, workspace.begin(plan.trunk(), plan.base()));
                }
            }
        };
    }

    private static Optional<String> obstacle(ProjectPlan plan, PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Accepted accepted -> Optional.empty();
            case PushOutcome.AlreadyThere there -> Optional.empty();
            case PushOutcome.Reachable reachable -> Optional.empty();
            case PushOutcome.Moved moved ->
                Optional.of("the branch %s is there already and does not contain the base %s; rename or remove it"
                        .formatted(plan.trunk(), plan.base()));
            case PushOutcome.NotMade missing ->
                Optional.of("the base %s is not in the repository any more".formatted(plan.base()));
            case PushOutcome.Declined declined ->
                Optional.of("the branch %s was declined: %s".formatted(plan.trunk(), declined.reason()));
        };
    }

    private void record(Step step, ProjectHead head) {
        // A redrive does not enter the state anew, and a stop before the redrive is history.
        Instant opened = step.redrives() == 0 ? step.entered() : clock.instant();
        boolean underWay = head.status() == ProjectStatus.IN_PROGRESS && head.isOpen();
        if (underWay) {
            records.settle(ProjectHead.change(head.id())
                    .when(Condition.equal("execution", step.execution()), Condition.equal("open", true))
                    .set(ProjectHead.OPENED_AT, opened));
            return;
        }
        Instant now = clock.instant();
        Operation.Update change = head.changeInEpoch()
                .when(Condition.equal("status", head.status().word()))
                .set("status", ProjectStatus.IN_PROGRESS.word())
                .set("open", true)
                .set(ProjectHead.OPENED_AT, opened)
                .remove("closed")
                .remove("closedWith")
                .remove("reason")
                .remove("stopped")
                .remove("ticket")
                .remove("endedAt");
        if (head.startedAt().isEmpty()) {
            change = change.set("startedAt", now);
        }
        Event event = Event.of(now, "project.opened", "project %s is under way".formatted(head.id()));
        WriteAnswer.Settled answer = records.settle(change, event.put(head.id(), "opened"));
        if (answer instanceof WriteAnswer.Refused) {
            throw ContendedProject.of(head.id());
        }
    }

    private void fail(ProjectHead head, String reason) {
        String short500 = reason.length() > Event.MAX_TEXT_CHARS ? reason.substring(0, Event.MAX_TEXT_CHARS) : reason;
        Operation.Update change = head.changeInEpoch()
                .set("status", ProjectStatus.FAILED.word())
                .set("reason", short500)
                .set("endedAt", clock.instant())
                .remove("open");
        Event event = Event.of(clock.instant(), "project.failed", reason);
        records.settle(change, event.put(head.id(), "failed"));
    }
}
