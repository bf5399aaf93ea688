package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.ExecutionDescription.RedriveStatus;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 3;

    @TempDir
    Path directory;

    @Test
    void what_ended_is_found_again_as_it_was_and_what_was_at_work_is_aborted_and_goes_on() {
        ExecutionDescription done;
        List<HistoryEvent> history;
        String waiting;
        try (Engine engine = Machines.open(DurableLog.in(directory))) {
            String machine = engine.createStateMachine("m", Machines.THREE_STATES, Machines.ROLE, "{\"tags\":{}}")
                    .machineArn();
            String waits = engine.createStateMachine("w", Machines.WAITS_FOREVER, Machines.ROLE, "{}")
                    .machineArn();
            done = ended(
                    engine, engine.startExecution(machine, "one", "{\"n\": 21}").executionArn());
            history = List.copyOf(engine.history(done.executionArn()));
            waiting = engine.startExecution(waits, "two", "{}").executionArn();
        }

        try (Engine engine = Machines.open(DurableLog.in(directory))) {
            assertThat(engine.describeExecution(done.executionArn())).isEqualTo(done);
            assertThat(done.output()).contains("42").contains("21");
            assertThat(engine.history(done.executionArn())).containsExactlyElementsOf(history);
            assertThat(engine.listStateMachines()).extracting(m -> m.name()).containsExactly("m", "w");

            ExecutionDescription aborted = ended(engine, waiting);
            assertThat(aborted.status()).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(aborted.cause()).isEqualTo("the engine stopped");
            assertThat(aborted.redriveStatus()).isEqualTo(RedriveStatus.REDRIVABLE);
        }

        try (Engine engine = Machines.open(DurableLog.in(directory))) {
            assertThat(engine.describeExecution(waiting).status()).isEqualTo(ExecutionStatus.ABORTED);
            engine.redriveExecution(waiting, "token");

            ExecutionDescription redriven = ended(engine, waiting);
            assertThat(redriven.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(redriven.redriveCount()).isEqualTo(1);
            assertThat(engine.history(waiting))
                    .extracting(HistoryEvent::type)
                    .contains(HistoryEventType.EXECUTION_ABORTED, HistoryEventType.EXECUTION_REDRIVEN);
        }
    }

    @Test
    void after_kill_9_at_any_moment_no_finished_execution_is_lost_and_every_other_one_can_be_finished()
            throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> finished = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm child = ChildJvm.running(RunUntilKilled.class, directory.toString(), String.valueOf(round))) {
                int linesUntilKill = 1 + random.nextInt(100);
                for (int i = 0; i < linesUntilKill; i++) {
                    finished.add(child.line());
                }
                List<String> rest = child.kill();
                finished.addAll(rest.subList(0, Math.max(0, rest.size() - 1)));
            }

            try (Engine engine = Machines.open(DurableLog.in(directory))) {
                String machine = engine.listStateMachines().getFirst().machineArn();
                List<ExecutionDescription> all = engine.listExecutions(machine);
                Set<String> names = all.stream().map(ExecutionDescription::name).collect(Collectors.toSet());
                assertThat(finished.stream()
                                .filter(name -> !names.contains(name))
                                .toList())
                        .as("lost with seed %d", seed)
                        .isEmpty();
                for (ExecutionDescription one : all) {
                    ExecutionDescription found = ended(engine, one.executionArn());
                    if (finished.contains(one.name())) {
                        assertThat(found.status()).as("seed %d", seed).isEqualTo(ExecutionStatus.SUCCEEDED);
                    }
                    if (found.status() == ExecutionStatus.ABORTED) {
                        engine.redriveExecution(one.executionArn(), null);
                        found = ended(engine, one.executionArn());
                    }
                    assertThat(found.status()).as("seed %d", seed).isEqualTo(ExecutionStatus.SUCCEEDED);
                    int n = Machines.number(found.input());
                    assertThat(found.output()).isEqualTo("{\"doubled\":%d,\"from\":%d}".formatted(2 * n, n));
                    finished.add(one.name());
                }
            }
        }
    }

    @Test
    void a_full_disk_is_told_and_whatever_was_answered_is_there_when_there_is_room_again() {
        List<String> answered = new ArrayList<>();
        Throwable refusal = null;
        try (Engine engine = Machines.open(DurableLog.in(directory, FullDisk.withRoomFor(30_000), 1 << 20))) {
            String machine = engine.createStateMachine("m", Machines.THREE_STATES, Machines.ROLE, "{}")
                    .machineArn();
            for (int i = 0; refusal == null && i < 1_000; i++) {
                try {
                    answered.add(engine.startExecution(machine, "run" + i, "{\"n\":" + i + "}")
                            .executionArn());
                } catch (RuntimeException e) {
                    refusal = e;
                }
            }
            assertThat(refusal)
                    .hasStackTraceContaining("StoreFailure")
                    .hasStackTraceContaining("no longer accepts work");
            assertThat(engine.describeExecution(answered.getFirst()).name())
                    .as("reading goes on")
                    .isEqualTo("run0");
        }

        try (Engine engine = Machines.open(DurableLog.in(directory))) {
            assertThat(answered)
                    .isNotEmpty()
                    .allSatisfy(arn -> assertThat(ended(engine, arn).status())
                            .isIn(ExecutionStatus.SUCCEEDED, ExecutionStatus.ABORTED));
        }
    }

    private static ExecutionDescription ended(Engine engine, String arn) {
        Instant patienceEnds = Instant.now().plus(PATIENCE);
        ExecutionDescription now = engine.describeExecution(arn);
        while (now.status() == ExecutionStatus.RUNNING && Instant.now().isBefore(patienceEnds)) {
            LockSupport.parkNanos(200_000);
            now = engine.describeExecution(arn);
        }
        return now;
    }
}
