package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.judge.ReviewOutcome;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.view.ProjectViews;
import dev.kintsugi.core.view.TaskLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tasks on one budget: who is short while the other holds money waits; who is short of money that is spent ends. */
class SharedMoneyTest {
    private static final String EDIT = "FILE: hello.txt\nFIND:\none\nREPLACE:\nONE\nEND\n";

    private static World world(String budget) {
        String task = "---\nmax_budget_usd: 5.00\nmax_review_cycles: 10\n---\n# Greet\n\nSay hello.\n";
        return World.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n")
                .submit("project.yaml", "project_budget_usd: " + budget + "\n", "t1.md", task, "t2.md", task);
    }

    /** The first turn of the first task's coder looks around, dearly. */
    private static World withDearLook(World world) {
        world.model
                .answers(
                        Role.CODER,
                        1,
                        1,
                        request -> world.model.answered(
                                request,
                                new Reply(
                                        "",
                                        List.of(ScriptedModel.call("c1", "read_file", "path", "hello.txt")),
                                        StopReason.TOOL_USE,
                                        Usage.reported(150_000, 2_000))))
                .coder(1, 2, EDIT);
        return world;
    }

    private static ProjectHead head(World world) {
        return new Projects(world.memory).head(world.project);
    }

    private static Optional<Launch> launch(World world, String task) {
        return new Launches(world.memory).find(world.job(task));
    }

    private static TaskLine line(World world, String task) {
        return new ProjectViews(world.memory).job(world.job(task)).task();
    }

    @Test
    void who_is_short_while_others_hold_the_money_waits_unclaimed_and_goes_on_in_the_same_cycle() {
        World world = withDearLook(world("1.02"));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        Step settle = world.step("t1", "Settle");
        assertThat(world.settle("t1", settle)).isEqualTo(new Settlement.Unclaimed());

        Job waiting = world.head("t1");
        assertThat(waiting.status()).isEqualTo(JobStatus.CREATED);
        assertThat(waiting.isCycleOpen()).isTrue();
        assertThat(waiting.cycle()).isEqualTo(1);
        assertThat(waiting.holdsWorker() || waiting.isActive()).isFalse();
        assertThat(waiting.loan()).isZero();
        assertThat(head(world).created()).isEqualTo(1);
        assertThat(line(world, "t1").note()).contains("which other tasks hold");
        assertThat(launch(world, "t1")).isEmpty();
        // Said again by a machine that lost the answer, it changes nothing.
        long version = waiting.version();
        assertThat(world.settle("t1", settle)).isEqualTo(new Settlement.Unclaimed());
        assertThat(world.head("t1").version()).isEqualTo(version);

        world.model.answers(Role.CODER, 1, 1, request -> world.model.answered(request, noEdit()));
        world.play("t2");

        assertThat(launch(world, "t1").orElseThrow().attempt()).isEqualTo(2);
        int asked = world.model.asked().size();
        world.play("t1");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").cycle()).isEqualTo(1);
        assertThat(world.model.asked().subList(asked, world.model.asked().size()))
                .containsExactly("coder 1.2", "reviewer 1.1");
        assertThat(Unclaimed.of(world.head("t1"))).isEmpty();
        assertThat(head(world).lent()).isZero();
        assertThat(head(world).available().orElseThrow() + head(world).spent()).isEqualTo(1_020_000);
    }

    private static Reply noEdit() {
        return new Reply("NOTHING TO DO: it greets.", List.of(), StopReason.END_TURN, ScriptedModel.usage());
    }

    @Test
    void a_reviewer_that_is_short_goes_on_in_review_without_another_round_of_the_coder() {
        World world = world("1.02");
        world.model.answers(
                Role.CODER,
                1,
                1,
                request -> world.model.answered(
                        request, new Reply(EDIT, List.of(), StopReason.END_TURN, Usage.reported(150_000, 2_000))));
        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        assertThat(world.review("t1")).isEqualTo(new ReviewOutcome.Ended());
        assertThat(world.settle("t1", world.step("t1", "Settle"))).isEqualTo(new Settlement.Unclaimed());
        world.model.answers(Role.CODER, 1, 1, request -> world.model.answered(request, noEdit()));
        world.play("t2");

        assertThat(launch(world, "t1").orElseThrow().from()).contains("Review");
        assertThat(world.review("t1")).isEqualTo(new ReviewOutcome.Approved());
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.1", "reviewer 1.1", "reviewer 1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.52", "0.55"})
    void who_is_short_of_money_that_nobody_else_holds_has_spent_the_budget(String budget) {
        World world = withDearLook(world(budget));

        world.play("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("budget_exceeded");
        assertThat(world.head("t1").end().orElseThrow().reason()).contains("project_budget_usd");
    }
}
