package dev.kintsugi.core.project;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.patience.Patience;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.records.FaultyRecords;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.PatientRecords;
import dev.kintsugi.core.submit.KilledOnce;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeProjectTest {
    private static final Project DIAMOND = plan(
            settings(2, 20_000_000L, List.of(), null),
            List.of(
                    aTask("a").scope("src/a"),
                    aTask("b").after("a").scope("src/b"),
                    aTask("c").after("a").scope("src/b/x"),
                    aTask("d").after("b", "c")));

    @Test
    void every_task_of_a_project_passes_and_everything_that_was_lent_is_back() {
        Stage stage = new Stage();
        ProjectId id = stage.submit(DIAMOND);

        new Machines(stage).run();

        assertAllPassed(stage, id);
    }

    @Test
    void whatever_call_of_the_records_a_process_dies_at_the_project_ends_the_same() {
        int died = 0;
        for (int nth = 1; ; nth++) {
            for (KilledOnce.When when : KilledOnce.When.values()) {
                KilledOnce killed = new KilledOnce(nth, when);
                Stage stage = new Stage(killed::over);
                ProjectId id = submitted(stage);
                new Machines(stage).run();
                assertAllPassed(stage, id);
                died += killed.hasStruck() ? 1 : 0;
                if (!killed.hasStruck() && when == KilledOnce.When.BEFORE_ANY_CALL) {
                    assertThat(died).isGreaterThan(100);
                    return;
                }
            }
        }
    }

    @Test
    void whatever_call_of_the_executions_fails_or_loses_its_answer_the_project_ends_the_same() {
        for (int nth = 1; ; nth++) {
            for (boolean after : new boolean[] {false, true}) {
                Stage stage = new Stage();
                stage.executions.failCall(nth, after);
                ProjectId id = submitted(stage);
                new Machines(stage).run();
                assertAllPassed(stage, id);
                assertThat(stage.executions.all()).hasSize(5);
                if (!stage.executions.hasFailed()) {
                    assertThat(nth).isGreaterThan(5);
                    return;
                }
            }
        }
    }

    @Test
    void a_project_under_throttling_lost_answers_and_short_pages_ends_the_same() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Stage stage = new Stage(records -> new PatientRecords(
                    FaultyRecords.over(records, random, 0.1),
                    new Patience(50, Duration.ZERO, Duration.ZERO, random, wait -> {})));
            ProjectId id = submitted(stage);
            new Machines(stage).run();
            assertThat(stage.head(id).status()).as("seed %d", seed).isEqualTo(ProjectStatus.COMPLETED);
            assertAllPassed(stage, id);
        }
    }

    @Test
    void a_task_behind_a_failed_one_stays_created_and_the_project_fails() {
        Stage stage = new Stage();
        ProjectId id = stage.submit(DIAMOND);

        new Machines(stage, "b").run();

        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(stage.status(Stage.job(id, "c"))).isEqualTo(JobStatus.PASSED);
        assertThat(stage.status(Stage.job(id, "d"))).isEqualTo(JobStatus.CREATED);
        assertThat(stage.head(id).free()).isEqualTo(2);
        assertThat(stage.views().summary(id).text())
                .isEqualTo("Total: 4 | Created: 1 | Pending: 0 | Partial: 0 | Passed: 2 | Failed: 1");
    }

    private static ProjectId submitted(Stage stage) {
        for (int lives = 0; lives < 2; lives++) {
            try {
                return stage.submit(DIAMOND);
            } catch (KilledOnce.Killed | ExecutionsBusyException died) {
                // The same submission, said again, finishes the work.
            }
        }
        throw new AssertionError("a process dies once");
    }

    private static void assertAllPassed(Stage stage, ProjectId id) {
        ProjectHead head = stage.head(id);
        assertThat(head.status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(head.passed()).isEqualTo(4);
        assertThat(head.created()).isZero();
        assertThat(head.active()).isZero();
        assertThat(head.free()).isEqualTo(2);
        assertThat(head.lent()).isZero();
        assertThat(head.available()).isEqualTo(OptionalLong.of(20_000_000));
        InMemoryRecords store = stage.store;
        assertThat(store.everything())
                .extracting(Item::key)
                .extracting(key -> key.sort())
                .noneMatch(sort -> sort.startsWith(ProjectKeys.LAUNCHES)
                        || sort.startsWith(ProjectKeys.READY)
                        || sort.startsWith(ProjectKeys.LOCKS)
                        || sort.startsWith(ProjectKeys.MARKS)
                        || sort.startsWith("edge/"));
    }
}
