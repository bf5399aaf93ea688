package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.task.LambdaFunctions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the machine and wherever it fails, it ends, and redriving it gives what it would have given undisturbed. */
class RandomMachinesTest {
    private static final int SEEDS = 60;
    private static final int MOST_REDRIVES = 500;

    private static LambdaFunctions.Answer result(String payload) {
        return LambdaFunctions.Answer.returned("\"" + Integer.toHexString(payload.hashCode()) + "\"");
    }

    private static EngineHarness harness() {
        return new EngineHarness().fails("broken", "Broken");
    }

    /** A function that fails its first calls with each payload, as often as the seed says. */
    private static EngineHarness.Function flaky(long seed) {
        Map<String, Integer> left = new HashMap<>();
        Random random = new Random(seed);
        return payload -> {
            int failures = left.computeIfAbsent(payload, any -> random.nextInt(4));
            left.put(payload, failures - 1);
            return failures > 0 ? EngineHarness.failure("Flaky") : result(payload);
        };
    }

    @Test
    void a_redriven_execution_gives_what_an_undisturbed_one_gives() {
        int redrives = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            String definition = new RandomMachine(seed).definition();
            EngineHarness steady = harness().function("work", RandomMachinesTest::result);
            ExecutionDescription undisturbed = steady.run(steady.machine(definition), "{'in':'a'}");
            assertThat(undisturbed.status())
                    .as("seed %d: %s %s", seed, undisturbed.cause(), definition)
                    .isEqualTo(ExecutionStatus.SUCCEEDED);

            EngineHarness shaky = harness().function("work", flaky(seed));
            ExecutionDescription execution = shaky.run(shaky.machine(definition), "{'in':'a'}");
            while (execution.status() != ExecutionStatus.SUCCEEDED && execution.redriveCount() < MOST_REDRIVES) {
                assertThat(execution.error()).as("seed %d", seed).isEqualTo("Flaky");
                execution = shaky.redrive(execution);
            }

            assertThat(execution.output()).as("seed %d", seed).isEqualTo(undisturbed.output());
            assertConsistent(seed, shaky.engine.history(execution.executionArn()));
            redrives += execution.redriveCount();
        }
        assertThat(redrives).isGreaterThan(SEEDS);
    }

    @Test
    void an_execution_stopped_at_any_moment_goes_on_to_the_same_end() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String definition = new RandomMachine(seed).definition();
            EngineHarness steady = harness().function("work", RandomMachinesTest::result);
            ExecutionDescription undisturbed = steady.run(steady.machine(definition), "{'in':'a'}");

            EngineHarness stopped = harness().function("work", RandomMachinesTest::result);
            ExecutionDescription execution =
                    stopped.engine.startExecution(stopped.machine(definition), null, "{\"in\":\"a\"}");
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                stopped.pass(Duration.ofSeconds(random.nextInt(150)));
                execution = stopped.engine.describeExecution(execution.executionArn());
                if (execution.status() == ExecutionStatus.SUCCEEDED) {
                    break;
                }
                stopped.engine.stopExecution(execution.executionArn(), null, null);
                stopped.engine.redriveExecution(execution.executionArn(), null);
            }
            stopped.time.passUntilQuiet();

            assertThat(stopped.engine
                            .describeExecution(execution.executionArn())
                            .output())
                    .as("seed %d", seed)
                    .isEqualTo(undisturbed.output());
        }
    }

    @Test
    void a_machine_that_fails_on_purpose_fails_again_however_often_it_is_redriven() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String definition = new RandomMachine(seed)
                    .definition()
                    .replaceFirst(
                            "'StartAt':'(\\w+)','States':\\{",
                            "'StartAt':'Begin','States':{'Begin':{'Type':'Parallel','Branches':[{'StartAt':'Last',"
                                    + "'States':{'Last':{'Type':'Fail','Error':'OnPurpose'}}}],'Next':'$1'},");
            EngineHarness harness = harness().function("work", RandomMachinesTest::result);
            ExecutionDescription execution = harness.run(harness.machine(definition), "{'in':'a'}");
            for (int redrives = 0; redrives < 3; redrives++) {
                assertThat(execution.error()).as("seed %d", seed).isEqualTo("OnPurpose");
                assertThat(execution.redriveCount()).isEqualTo(redrives);
                execution = harness.redrive(execution);
            }
            assertConsistent(seed, harness.engine.history(execution.executionArn()));
        }
    }

    /** Ids count from 1, and an event follows an earlier one or nothing. */
    private static void assertConsistent(long seed, List<HistoryEvent> history) {
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).id()).as("seed %d", seed).isEqualTo(i + 1L);
            assertThat(history.get(i).previousEventId()).as("seed %d", seed).isBetween(0L, (long) i);
        }
    }
}
