package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Clients start, stop and redrive all at once while the server is killed: whatever was answered holds afterwards. */
class KilledServerTest {
    private static final int ROUNDS = 3;
    private static final int THREADS = 4;
    private static final int ANSWERS_BEFORE_KILL = 250;
    private static final int NAMES = 25;

    private static final String DEFINITION = """
            {"QueryLanguage": "JSONata", "StartAt": "Both", "States": {
              "Both": {"Type": "Parallel", "Next": "Each", "Branches": [
                {"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Arguments": {"FunctionName": "f", "Payload": 1}, "Output": "{% $states.result.Payload %}", "End": true}}},
                {"StartAt": "Nap", "States": {"Nap": {"Type": "Wait", "Seconds": 0, "Next": "Set"},
                  "Set": {"Type": "Pass", "Assign": {"x": "{% $states.input.n %}"}, "Output": "{% $states.input.n %}", "End": true}}}]},
              "Each": {"Type": "Map", "Items": "{% [$states.input, 5] %}", "MaxConcurrency": 2, "End": true,
                "ItemProcessor": {"StartAt": "Again", "States": {"Again": {"Type": "Task",
                  "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "Payload": "{% $states.input %}"},
                  "Retry": [{"ErrorEquals": ["Flaky"], "MaxAttempts": 1, "IntervalSeconds": 1}],
                  "Output": "{% $states.result.Payload %}", "End": true}}}}}}
            """;

    @TempDir
    Path directory;

    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> redriven = new ConcurrentHashMap<>();
    private final Map<String, DescribeExecutionResponse> succeeded = new ConcurrentHashMap<>();

    private static SfnClient client(String address) {
        return SfnClient.builder()
                .endpointOverride(URI.create(address))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    @Test
    void whatever_was_answered_holds_after_kill_9_at_any_moment() throws Exception {
        long seed = new Random().nextLong();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm child = ChildJvm.running(ServeUntilKilled.class, directory.toString());
                    SfnClient sfn = client(child.line())) {
                String machine = sfn.createStateMachine(
                                r -> r.name("m").definition(DEFINITION).roleArn("arn:aws:iam::123456789012:role/r"))
                        .stateMachineArn();
                check(sfn, machine, "seed %d round %d".formatted(seed, round));
                hammerUntilKilled(sfn, machine, child, seed + round);
            }
        }
        try (ChildJvm child = ChildJvm.running(ServeUntilKilled.class, directory.toString());
                SfnClient sfn = client(child.line())) {
            check(sfn, sfn.listStateMachines().stateMachines().getFirst().stateMachineArn(), "seed " + seed);
        }
        assertThat(started).hasSizeGreaterThan(NAMES);
        assertThat(redriven).isNotEmpty();
        assertThat(succeeded).isNotEmpty();
    }

    private void hammerUntilKilled(SfnClient sfn, String machine, ChildJvm child, long seed) throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed * THREADS + t);
            threads.add(Thread.ofPlatform().start(() -> {
                while (alive.get()) {
                    oneRequest(sfn, machine, random, seed);
                }
            }));
        }
        threads.getFirst().join(1);
        for (int answers = 0; answers < ANSWERS_BEFORE_KILL; answers++) {
            oneRequest(sfn, machine, new Random(seed + answers), seed);
        }
        child.kill();
        alive.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void oneRequest(SfnClient sfn, String machine, Random random, long round) {
        String name = "e-" + round + "-" + random.nextInt(NAMES);
        String arn = machine.replace(":stateMachine:", ":execution:") + ":" + name;
        try {
            switch (random.nextInt(5)) {
                case 0, 1 ->
                    started.add(sfn.startExecution(
                                    r -> r.stateMachineArn(machine).name(name).input("{\"n\":7}"))
                            .executionArn());
                case 2 -> sfn.stopExecution(r -> r.executionArn(arn).cause("stopped"));
                case 3 -> {
                    sfn.redriveExecution(r -> r.executionArn(arn));
                    redriven.merge(arn, 1, Integer::sum);
                }
                default -> {
                    DescribeExecutionResponse seen = sfn.describeExecution(r -> r.executionArn(arn));
                    if (seen.status() == ExecutionStatus.SUCCEEDED) {
                        succeeded.put(arn, seen);
                    }
                }
            }
        } catch (SfnException refused) {
            assertThat(refused.statusCode()).as(refused.getMessage()).isEqualTo(400);
        } catch (SdkException | UncheckedIOException killedMeanwhile) {
            // No answer, so nothing was promised.
        }
    }

    private void check(SfnClient sfn, String machine, String round) {
        Set<String> listed = ConcurrentHashMap.newKeySet();
        sfn.listExecutionsPaginator(r -> r.stateMachineArn(machine).maxResults(10)).executions().stream()
                .map(ExecutionListItem::executionArn)
                .forEach(arn -> assertThat(listed.add(arn)).as("twice %s", arn).isTrue());
        assertThat(listed).as(round).containsAll(started);
        redriven.forEach((arn, times) -> assertThat(
                        sfn.describeExecution(r -> r.executionArn(arn)).redriveCount())
                .as(round)
                .isGreaterThanOrEqualTo(times));
        succeeded.forEach((arn, seen) -> {
            DescribeExecutionResponse now = sfn.describeExecution(r -> r.executionArn(arn));
            assertThat(now.output()).as(round).isEqualTo(seen.output()).isEqualTo("[1,7,5]");
            assertThat(now.redriveStatusReason()).as(round).isEqualTo(seen.redriveStatusReason());
            assertThat(now.input()).as(round).isEqualTo(seen.input());
            assertThat(now.toString()).as(round).isEqualTo(seen.toString());
        });
        for (String arn : listed) {
            List<HistoryEvent> history = sfn.getExecutionHistoryPaginator(r -> r.executionArn(arn)).events().stream()
                    .toList();
            for (int i = 0; i < history.size(); i++) {
                assertThat(history.get(i).id()).as(round).isEqualTo(i + 1L);
                assertThat(history.get(i).previousEventId()).as(round).isBetween(0L, (long) i);
            }
            assertThat(sfn.describeExecution(r -> r.executionArn(arn)).cause())
                    .as("%s %s", round, arn)
                    .isNotEqualTo("States.Runtime")
                    .satisfies(cause -> assertThat(String.valueOf(cause)).doesNotContain("internal error"));
            assertThat(sfn.describeExecution(r -> r.executionArn(arn)).status())
                    .as(round)
                    .isNotEqualTo(ExecutionStatus.RUNNING);
        }
    }
}
