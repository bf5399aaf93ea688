package dev.kintsugi.core.schedule;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Redrive;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.records.WriteId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a project's execution to look again: the one that waits is woken, and where none waits because the project was
 * closed, its last one is redriven, or the next one started. A wake carries nothing and may come too often.
 */
public final class WakeProject {
    public static final String NOTHING = "{}";

    /** Records that tell whether anything is launched or ready. */
    private static final int HEAD_AND_ONE = 2;

    private final Records records;
    private final Projects projects;
    private final Executions executions;

    public WakeProject(Records records, Executions executions) {
        this.records = records;
        this.projects = new Projects(records);
        this.executions = executions;
    }

    /** What was decided about its execution, in words; none when it had only to be woken, or not even that. */
    public Optional<String> run(ProjectId id) {
        ProjectHead head = projects.head(id);
        if (head.status() == ProjectStatus.ABORTED) {
            return Optional.empty();
        }
        if (head.isOpen()) {
            letLook(id);
            return Optional.empty();
        }
        return isNothingNew(head) ? Optional.empty() : reopen(head);
    }

    private void letLook(ProjectId id) {
        records.get(ProjectKeys.token(id)).ifPresent(token -> executions.succeed(token.text("token"), NOTHING));
    }

    /** A wake that comes after the closing which it asks for: another closing would find what that one found. */
    private boolean isNothingNew(ProjectHead head) {
        return head.isAsItWasClosed() && projects.state(head.id(), HEAD_AND_ONE).isQuiet();
    }

    /** Its first step says on record that the project is open again. */
    private Optional<String> reopen(ProjectHead head) {
        String last = head.execution().orElseThrow();
        Optional<Description> found = executions.find(last);
        if (found.isPresent() && !executions.isOfPresentDefinition(last)) {
            return ended(last, head, "the machine's definition changed since its last one began");
        }
        // The same for all who wake it from this stop, and another one when it was woken and stopped again.
        String stop =
                found.flatMap(Description::stoppedAt).map(Instant::toString).orElse("");
        String once = WriteId.derivedFrom(last, String.valueOf(head.facts().findText("closed")) + stop)
                .text();
        return switch (executions.redrive(last, once)) {
            case Redrive.Redriven redriven ->
                Optional.of("the execution of project %s is redriven".formatted(head.id()));
            case Redrive.Unknown unknown -> {
                start(head.id(), head.executions());
                yield Optional.of("the execution of project %s starts".formatted(head.id()));
            }
            case Redrive.NotRedrivable refused -> ended(last, head, refused.reason());
        };
    }

    /** The next one, unless the last one runs. */
    private Optional<String> ended(String last, ProjectHead head, String reason) {
        boolean runs = executions
                .find(last)
                .map(Description::status)
                .filter(Executions.Status.RUNNING::equals)
                .isPresent();
        if (runs) {
            // The record says that it does not: whatever it waits for, it has to look.
            letLook(head.id());
            return Optional.empty();
        }
        startNext(head);
        return Optional.of("project %s goes on in a new execution, for %s".formatted(head.id(), reason));
    }

    private void startNext(ProjectHead head) {
        int next = head.executions() + 1;
        String execution = executions.arnOf(Machine.PROJECT, head.id().executionName(next));
        WriteAnswer.Settled answer = records.settle(Operation.update(ProjectKeys.head(head.id()))
                .when(Condition.equal("executions", head.executions()))
                .set("executions", next)
                .set("execution", execution));
        if (answer instanceof WriteAnswer.Done) {
            start(head.id(), next);
        }
    }

    private void start(ProjectId id, int number) {
        executions.start(Machine.PROJECT, id.executionName(number), ProjectInput.of(id));
    }
}
