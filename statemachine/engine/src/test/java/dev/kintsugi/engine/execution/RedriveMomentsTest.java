package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.ExecutionDescription.RedriveStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a redrive lets tasks, callers and readers know, as recorded on AWS, while it runs and when it is over. */
class RedriveMomentsTest extends AskedWorkers {
    @Test
    void a_redriven_task_knows_of_the_redrive_and_begins_to_count_again() {
        ExecutionDescription started = start(sequence(), "{\"mode\":1}");
        harness.pass(Duration.ofSeconds(5));
        assertThat(execution()).containsEntry("RedriveCount", 0).doesNotContainKey("RedriveTime");
        failTwice();
        assertThat(state()).containsEntry("RetryCount", 1);
        harness.pass(Duration.ofMinutes(1));

        Instant first = redrive(started, "A");

        assertThat(execution())
                .containsEntry("RedriveCount", 1)
                .containsEntry("RedriveTime", "2026-11-21T00:01:06.000Z")
                .containsEntry("StartTime", "2026-11-21T00:00:00.000Z")
                .containsEntry("Input", Map.of("mode", 1));
        assertThat(first).isEqualTo("2026-11-21T00:01:06Z");
        assertThat(state()).containsEntry("RetryCount", 0).containsEntry("EnteredTime", "2026-11-21T00:00:00.000Z");
        failed(token());
        harness.pass(Duration.ofSeconds(1));
        assertThat(state()).containsEntry("RetryCount", 1).containsEntry("EnteredTime", "2026-11-21T00:00:00.000Z");
    }

    @Test
    void a_client_token_means_its_redrive_whatever_became_of_that() {
        ExecutionDescription started = start(sequence(), "{}");
        assertNotRedrivable(started, "A", "Execution is RUNNING and cannot be redriven");
        failTwice();
        Instant first = redrive(started, "A");

        harness.pass(Duration.ofSeconds(1));
        assertThat(redrive(started, "A")).isEqualTo(first);
        assertNotRedrivable(started, "B", "Execution is RUNNING and cannot be redriven");

        failTwice();
        assertThat(redrive(started, "A")).isEqualTo(first);
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.FAILED);

        Instant second = redrive(started, "B");
        assertThat(second).isAfter(first);
        assertThat(redrive(started, "A")).isEqualTo(first);
        assertThat(now(started).redriveCount()).isEqualTo(2);

        harness.engine.sendTaskSuccess(token(), "1");
        assertThat(redrive(started, "B")).isEqualTo(second);
        assertNotRedrivable(started, "C", "Execution is SUCCEEDED and cannot be redriven");
    }

    private void assertNotRedrivable(ExecutionDescription execution, String clientToken, String reason) {
        assertThatThrownBy(() -> redrive(execution, clientToken))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.name()).isEqualTo(EngineException.Name.ExecutionNotRedrivable))
                .hasMessage("Execution " + execution.executionArn() + " invalid for redrive as: " + reason);
    }

    @Test
    void an_execution_that_never_was_cannot_be_redriven() {
        String missing = start(sequence(), "{}").executionArn() + "-missing";

        assertThatThrownBy(() -> harness.engine.redriveExecution(missing, "A"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.name()).isEqualTo(EngineException.Name.ExecutionDoesNotExist))
                .hasMessage("Execution Does Not Exist: '" + missing + "'");
    }

    @Test
    void the_latest_ten_client_tokens_are_known() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail'}"), "{}");
        for (int i = 1; i <= RedriveRules.CLIENT_TOKENS; i++) {
            redrive(failed, "token-" + i);
        }
        redrive(failed, "token-1");
        assertThat(now(failed).redriveCount()).isEqualTo(RedriveRules.CLIENT_TOKENS);

        redrive(failed, "one-more");
        redrive(failed, "token-2");
        assertThat(now(failed).redriveCount()).isEqualTo(RedriveRules.CLIENT_TOKENS + 1);
        redrive(failed, "token-1");
        assertThat(now(failed).redriveCount()).isEqualTo(RedriveRules.CLIENT_TOKENS + 2);
    }

    @Test
    void a_description_shows_at_each_moment_what_is_true_then() {
        ExecutionDescription started = start(sequence(), "{}");
        assertShown(now(started), RedriveStatus.NOT_REDRIVABLE, "Execution is RUNNING and cannot be redriven");
        failTwice();
        ExecutionDescription failed = now(started);
        assertShown(failed, RedriveStatus.REDRIVABLE, null);
        assertThat(failed.redrivenAt()).isNull();
        assertThat(failed.cause()).isEqualTo("try later");
        harness.pass(Duration.ofMinutes(1));

        Instant redriven = redrive(started, "A");
        ExecutionDescription running = now(started);
        assertShown(running, RedriveStatus.NOT_REDRIVABLE, "Execution is RUNNING and cannot be redriven");
        assertThat(running)
                .extracting(ExecutionDescription::stoppedAt, ExecutionDescription::error, ExecutionDescription::cause)
                .containsOnlyNulls();
        assertThat(running.redrivenAt()).isEqualTo(redriven);
        assertThat(running.startedAt()).isEqualTo(started.startedAt());

        failTwice();
        assertShown(now(started), RedriveStatus.REDRIVABLE, null);
        assertThat(now(started).error()).isEqualTo("Busy");
        assertThat(now(started).redrivenAt()).isEqualTo(redriven);

        redrive(started, "B");
        harness.engine.sendTaskSuccess(token(), "1");
        ExecutionDescription succeeded = now(started);
        assertShown(succeeded, RedriveStatus.NOT_REDRIVABLE, "Execution is SUCCEEDED and cannot be redriven");
        assertThat(succeeded.error()).isNull();
        assertThat(succeeded.cause()).isNull();
    }

    @Test
    void a_redrive_goes_on_with_the_definition_that_the_execution_began_with() {
        String machine = harness.states("Work", ask("Work", "'Output':'as it was','End':true"));
        ExecutionDescription started = start(machine, "{}");
        failed(token());
        String revision = harness.engine.describeStateMachine(machine).revisionId();

        harness.engine.updateStateMachine(
                machine,
                harness.engine.describeStateMachine(machine).definition().replace("as it was", "as it is now"),
                null,
                null);
        redrive(started, "A");
        harness.engine.sendTaskSuccess(token(), "1");

        assertThat(now(started).output()).isEqualTo("\"as it was\"");
        assertThat(harness.engine
                        .describeStateMachineForExecution(started.executionArn())
                        .revisionId())
                .isEqualTo(revision)
                .isNotEqualTo(harness.engine.describeStateMachine(machine).revisionId());
    }
}
