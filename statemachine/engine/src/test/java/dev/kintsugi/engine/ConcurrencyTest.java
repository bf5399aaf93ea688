package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions;
import dev.kintsugi.engine.time.WallTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine as it ships: wall time, its own threads, tasks on virtual threads. */
class ConcurrencyTest {
    private static final int EXECUTIONS = 2_000;

    @Test
    void many_executions_wait_at_the_same_time_and_all_end() throws InterruptedException {
        ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
        CountDownLatch waiting = new CountDownLatch(EXECUTIONS);
        CountDownLatch ended = new CountDownLatch(EXECUTIONS);
        try (WallTime time = new WallTime();
                InProcessEngine engine = InProcessEngine.builder()
                        .time(time)
                        .connector(new Lambda(
                                (function, payload) -> {
                                    tokens.add(String.valueOf(
                                            Document.parse(payload).field("token")));
                                    waiting.countDown();
                                    return LambdaFunctions.Answer.returned("null");
                                },
                                task -> Thread.startVirtualThread(task)))
                        .listener(change -> {
                            if (change.execution().status() == ExecutionStatus.SUCCEEDED) {
                                ended.countDown();
                            }
                        })
                        .open()) {
            String machine = engine.createStateMachine("m", """
                            {"QueryLanguage":"JSONata","StartAt":"T","States":{"T":{"Type":"Task","TimeoutSeconds":600,
                            "Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Arguments":{"FunctionName":"f",
                            "Payload":{"token":"{% $states.context.Task.Token %}"}},"Next":"W"},
                            "W":{"Type":"Wait","Seconds":1,"End":true}}}""", EngineHarness.ROLE, "{}")
                    .machineArn();
            for (int i = 0; i < EXECUTIONS; i++) {
                engine.startExecution(machine, "e" + i, "{\"i\":" + i + "}");
            }
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(engine.listExecutions(machine)).hasSize(EXECUTIONS);

            for (String token : List.copyOf(tokens)) {
                Thread.startVirtualThread(() -> engine.sendTaskSuccess(token, "{\"ok\":true}"));
            }

            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            ExecutionDescription one = engine.describeExecution("arn:aws:states:us-east-1:000000000000:execution:m:e7");
            assertThat(one.output()).isEqualTo("{\"ok\":true}");
            assertThat(Duration.between(one.startedAt(), one.stoppedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }
}
