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

    public void run(ProjectId id) {
        ProjectHead head = projects.head(id);
        if (head.status() == ProjectStatus.ABORTED) {
            return;
        }
        if (head.isOpen()) {
            records.get(ProjectKeys.token(id)).ifPresent(token -> executions.succeed(token.text("token"), NOTHING));
        } else if (!isNothingNew(head)) {
            reopen(head);
        }
    }

    /** A wake that comes after the closing which it asks for: another closing would find what that one found. */
    private boolean isNothingNew(ProjectHead head) {
        return head.isAsItWasClosed() && projects.state(head.id(), HEAD_AND_ONE).isQuiet();
    }

    /** Its first step says on record that the project is open again. */
    private void reopen(ProjectHead head) {
        String last = head.execution().orElseThrow();
        String once = WriteId.derivedFrom(last, String.valueOf(head.facts().findText("closed")))
                .text();
        boolean neverStarted = switch (executions.redrive(last, once)) {
            case Redrive.Redriven redriven -> {
                yield false;
            }
            case Redrive.Unknown unknown -> true;
            case Redrive.NotRedrivable reason -> {
                boolean runs = executions
                        .find(last)
                        .map(Description::status)
                        .filter(Executions.Status.RUNNING::equals)
                        .isPresent();
                if (!runs) {
                    startNext(head);
                }
                yield false;
            }
        };
        if (neverStarted) {
            start(head.id(), head.executions());
        }
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
