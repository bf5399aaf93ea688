package dev.kintsugi.core.project;

import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.executions.InMemoryExecutions.Execution;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.open.Closing;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.settle.ProjectIncomplete;
import dev.kintsugi.core.submit.KilledOnce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plays the state machines: every running execution takes one step after the other, and a step that meets a passing
 * fault, or whose process dies, is taken again with the same visit.
 */
public final class Machines {
    private static final int MOST_ROUNDS = 400;

    private final Stage stage;
    private final Set<String> failing;
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Step> visits = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private int nextToken;

    /** Every task passes but those named. */
    public Machines(Stage stage, String... failing) {
        this.stage = stage;
        this.failing = Set.of(failing);
    }

    /** Steps until nothing runs any more. */
    public void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Execution> running = stage.executions.all().stream()
                    .filter(each -> each.status() == Status.RUNNING)
                    .toList();
            if (running.isEmpty()) {
                return;
            }
            running.forEach(this::step);
        }
        throw new AssertionError("still running after " + MOST_ROUNDS + " rounds: " + stage.executions.all());
    }

    private void step(Execution execution) {
        try {
            if (execution.machine() == Machine.JOB) {
                jobStep(execution);
            } else {
                projectStep(execution);
            }
        } catch (KilledOnce.Killed | Contended | RecordsBusyException | ExecutionsBusyException passing) {
            // The machine takes the step again.
        } catch (JobFailed | ProjectIncomplete | Superseded end) {
            end(execution, Status.FAILED, end.getClass().getSimpleName());
        }
    }

    private void jobStep(Execution execution) {
        JobId id = JobId.findByExecutionName(execution.name()).orElseThrow();
        switch (states.getOrDefault(execution.arn(), "Execute")) {
            case "Execute" -> {
                Job job = new Launches(stage.records).begin(visit(execution, "Execute"), id);
                if (failing.contains(id.task().value())) {
                    stage.jobs.write(job.change().end(new End(JobStatus.FAILED, "max_cycles", "no")));
                } else if (job.landed().isEmpty()) {
                    stage.jobs.write(job.change().to(JobStatus.LANDING).landed(stage.repository.base()));
                }
                go(execution, "Settle");
            }
            default -> {
                stage.settleJob().settle(visit(execution, "Settle"), id);
                end(execution, Status.SUCCEEDED, "");
            }
        }
    }

    private void projectStep(Execution execution) {
        ProjectId id =
                new ProjectId(execution.name().substring(0, execution.name().lastIndexOf('_')));
        switch (states.getOrDefault(execution.arn(), "Open")) {
            case "Open" -> {
                stage.openProject().run(visit(execution, "Open"), id);
                go(execution, "Work");
            }
            case "Work" -> {
                String token = tokens.get(execution.arn());
                if (token == null) {
                    String next = "token-" + nextToken++;
                    stage.awaitWork().run(visit(execution, "Work"), id, next);
                    tokens.put(execution.arn(), next);
                } else if (stage.executions.answerTo(token).isPresent()) {
                    tokens.remove(execution.arn());
                    go(execution, "Close");
                }
            }
            default -> {
                switch (stage.closeProject().run(visit(execution, "Close"), id)) {
                    case Closing.Closed closed -> end(execution, Status.SUCCEEDED, "");
                    case Closing.GoOn goOn -> go(execution, "Open");
                }
            }
        }
    }

    private Step visit(Execution execution, String state) {
        return visits.computeIfAbsent(execution.arn(), arn -> stage.step(arn, state));
    }

    private void go(Execution execution, String state) {
        states.put(execution.arn(), state);
        visits.remove(execution.arn());
    }

    private void end(Execution execution, Status status, String error) {
        stage.executions.end(execution.arn(), status, error);
        visits.remove(execution.arn());
    }

    /** The state that the newest visit of an execution is in. */
    public Optional<String> stateOf(String execution) {
        return Optional.ofNullable(states.get(execution));
    }
}
