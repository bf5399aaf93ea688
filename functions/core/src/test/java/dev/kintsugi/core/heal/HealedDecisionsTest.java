package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.resume.Acted;
import dev.kintsugi.core.resume.Inspect;
import dev.kintsugi.core.resume.Reset;
import dev.kintsugi.core.resume.ResetWish;
import dev.kintsugi.core.resume.Retry;
import dev.kintsugi.core.resume.RetryWish;
import dev.kintsugi.core.resume.Skip;
import dev.kintsugi.core.view.Explanation;
import dev.kintsugi.core.view.Explanation.NextStep;
import dev.kintsugi.core.view.Explanations;
import dev.kintsugi.core.view.Inspection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people decide about tasks that healing was tried for. */
class HealedDecisionsTest {
    @Test
    void a_healed_task_is_neither_skipped_nor_tried_again() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT).run();

        assertThat(skip(world, "t2")).isEqualTo(healed(world));
        assertThat(retry(world, "t2")).isEqualTo(healed(world));
        assertThat(retry(world))
                .isInstanceOfSatisfying(
                        Acted.Refused.class,
                        refused -> assertThat(refused.text()).contains("nothing to retry"));
        assertThat(world.head().status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void a_project_whose_failures_are_healed_has_none_to_look_at() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT).run();

        assertThat(inspected(world).next()).isEqualTo(Inspection.Next.REPORT);
    }

    private static Acted healed(HealedProject world) {
        return new Acted.Refused(
                "job %s is healed: its remediation %s passed".formatted(world.id("t2"), world.id("heal-t2")));
    }

    @Test
    void a_task_that_is_being_healed_is_explained_with_its_remediation_and_one_that_was_healed_as_that() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT).open().runOne();
        assertThat(new Explanations(world.memory).explain(world.id("t2")).next())
                .extracting(NextStep::command)
                .containsExactly("kintsugi explain " + world.id("heal-t2"));

        world.run();

        Explanation healed = new Explanations(world.memory).explain(world.id("t2"));
        assertThat(healed.text()).endsWith(", and what was left of it was healed");
        assertThat(healed.next()).isEmpty();
        assertThat(new Explanations(world.memory).explain(world.id("heal-t2")).commits())
                .hasSize(2);
    }

    @Test
    void a_failed_task_is_not_tried_again_beside_its_remediation_which_is_named() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT).open().runOne();

        assertThat(retry(world, "t2"))
                .isInstanceOfSatisfying(
                        Acted.Refused.class,
                        refused -> assertThat(refused.text())
                                .contains("its remediation " + world.id("heal-t2") + " is alive (created)"));
    }

    @Test
    void of_a_task_and_its_failed_remediation_the_remediation_is_tried_again_for_it_has_the_most_work() {
        HealedProject world = Healings.failingRemediation("").run();

        assertThat(retry(world, "t2", "heal-t2"))
                .isInstanceOfSatisfying(
                        Acted.Refused.class,
                        refused -> assertThat(refused.text()).contains("attempts at the same task"));
        assertThat(retry(world))
                .isInstanceOfSatisfying(
                        Acted.Done.class, done -> assertThat(done.tasks()).containsExactly("heal-t2"));
        assertThat(world.job("t2").status()).isEqualTo(JobStatus.ESCALATED);
    }

    @Test
    void a_task_that_is_skipped_leaves_the_failure_of_its_remediation_in_nobodys_way() {
        HealedProject world = Healings.failingRemediation("").run();
        assertThat(world.head().status()).isEqualTo(ProjectStatus.FAILED);

        assertThat(skip(world, "t2")).isInstanceOf(Acted.Done.class);
        assertThat(world.head().healed()).isEqualTo(1);
        assertThat(retry(world, "heal-t2"))
                .isInstanceOfSatisfying(
                        Acted.Refused.class,
                        refused -> assertThat(refused.text()).contains("has nothing left to heal"));

        assertThat(retry(world, "t2")).isInstanceOf(Acted.Done.class);
        assertThat(world.head().healed()).isZero();
    }

    /** Passed over is not passed: what waits goes on, and the task itself still waits for somebody to decide. */
    @Test
    void a_living_remediation_that_is_skipped_frees_the_dependents_and_leaves_the_task_to_be_decided() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT);
        world.model
                .coder("heal-t2", 1, Healings.edit("no such line stands here", "TWO"))
                .says("heal-t2", Role.CODER, 1, 2, "I cannot.");
        world.run();
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PARTIAL);

        assertThat(skip(world, "heal-t2"))
                .isInstanceOfSatisfying(
                        Acted.Done.class,
                        done -> assertThat(done.text())
                                .contains("heal-t2")
                                .contains("t2 is still escalated: retry it, or skip it as well"));
        world.run();

        assertThat(world.job("t3").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(world.head().healed()).isZero();
        assertThat(world.onTrunk()).containsEntry("hello.txt", "one\ntwo\nthree\n");
        assertThat(skip(world, "t2")).isInstanceOf(Acted.Done.class);
        assertThat(world.run().head().status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void all_failures_of_a_task_can_be_skipped_at_once() {
        HealedProject world = Healings.failingRemediation("").run();

        assertThat(skip(world)).isInstanceOf(Acted.Done.class);

        assertThat(world.head().skipped()).isEqualTo(2);
        assertThat(world.head().healed()).isZero();
    }

    @Test
    void a_reset_is_to_the_plan_as_it_was_submitted() {
        HealedProject world = Healings.failingRemediation("").run();

        Acted reset = new Reset(world.memory, world.workspaces(), world.executions, world.clock)
                .run(world.project, new ResetWish(token(world), world.project.value(), false, "ann"));

        assertThat(reset).isInstanceOf(Acted.Done.class);
        assertThat(world.head().total()).isEqualTo(2);
        assertThat(world.head().created()).isEqualTo(2);
        assertThat(world.head().healed()).isZero();
        assertThat(world.cases()).isEmpty();
        assertThat(new Jobs(world.memory).find(world.id("heal-t2"))).isEmpty();
        assertThat(world.job("t2").remediation()).isEmpty();
        assertThat(world.job("t2").status()).isEqualTo(JobStatus.CREATED);
    }

    private static Acted retry(HealedProject world, String... tasks) {
        return new Retry(world.memory, world.workspaces(), world.executions, world.clock)
                .run(world.project, RetryWish.of(token(world), List.of(tasks), "ann"));
    }

    private static Acted skip(HealedProject world, String... tasks) {
        return new Skip(world.memory, world.workspaces(), world.executions, world.clock)
                .run(world.project, List.of(tasks), token(world), "ann");
    }

    private static String token(HealedProject world) {
        return inspected(world).token();
    }

    private static Inspection inspected(HealedProject world) {
        return new Inspect(world.memory, world.workspaces()).run(world.project);
    }
}
