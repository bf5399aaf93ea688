package dev.kintsugi.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.view.Explanation.NextStep;
import org.junit.jupiter.api.Test;

/** Why a job stands where it stands, what proves it, and what can be done. */
class ExplanationsTest {
    private static final String TASK = "# Greet\n\nSay hello.\n";
    private static final String OBJECTS =
            "ISSUE:\nSEVERITY: major\nDESCRIPTION: three is quiet\nFILE: hello.txt\n\nAPPROVED: no\n";

    @Test
    void an_escalated_job_has_its_findings_what_was_said_its_commits_and_how_to_try_again() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n")
                .submit("project.yaml", "max_review_cycles: 1\n", "t1.md", TASK);
        world.model.coder(1, 1, edit("one", "ONE")).reviewer(1, 1, OBJECTS);
        world.play("t1");

        Explanation told = explain(world, "t1");

        assertThat(told.text()).startsWith("findings are still open after 1 cycle; they stand in the last cycle");
        assertThat(told.findings())
                .extracting(CycleView.FindingView::description)
                .containsExactly("three is quiet");
        assertThat(told.coder()).startsWith("Changes a line.");
        assertThat(told.reviewer()).contains("three is quiet");
        assertThat(told.commits()).hasSize(1);
        assertThat(told.files()).containsExactly("hello.txt");
        assertThat(told.check()).isNull();
        assertThat(told.partial()).isNull();
        assertThat(told.next())
                .extracting(NextStep::command)
                .containsExactly(
                        "kintsugi retry %s --task t1 --note TEXT".formatted(world.project),
                        "kintsugi retry %s --task t1 --cycles 2".formatted(world.project),
                        "kintsugi retry %s --task t1 --model SPEC".formatted(world.project),
                        "kintsugi skip %s --task t1".formatted(world.project));
    }

    @Test
    void a_partial_job_has_its_missing_edits_and_how_to_go_on() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", TASK);
        world.model.coder(1, 1, edit("no such line stands here", "x")).coder(1, 2, "I cannot.");
        world.play("t1");

        Explanation told = explain(world, "t1");

        assertThat(told.text()).isEqualTo("1 edit did not apply: hello.txt: not found");
        PartialView partial = told.partial();
        assertThat(partial).isNotNull();
        assertThat(partial.failed()).hasSize(1);
        assertThat(told.next())
                .extracting(NextStep::command)
                .startsWith(
                        "kintsugi continue %s.t1 --dry-run".formatted(world.project),
                        "kintsugi continue %s.t1".formatted(world.project))
                .contains("kintsugi continue %s.t1 --drop %s"
                        .formatted(world.project, partial.failed().getFirst().id()));
    }

    @Test
    void a_partial_state_of_a_newer_version_is_said_and_the_rest_told() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", TASK);
        world.model.coder(1, 1, edit("no such line stands here", "x")).coder(1, 2, "I cannot.");
        world.play("t1");
        world.memory.settle(
                Operation.update(new Key(Table.PARTIAL_STATES, world.job("t1").toString(), "state"))
                        .set("version", 99L));

        Explanation told = explain(world, "t1");

        assertThat(told.text()).contains("was written as version 99");
        assertThat(told.partial()).isNull();
        assertThat(told.coder()).isEqualTo("I cannot.");
    }

    @Test
    void a_model_that_refuses_is_to_be_replaced_first() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", TASK);
        world.play("t1");

        Explanation told = explain(world, "t1");

        assertThat(told.task().cause()).isEqualTo("model_refused");
        assertThat(told.text()).contains("no reply was written for coder 1.1");
        assertThat(told.coder()).isNull();
        assertThat(told.next().getFirst().command())
                .isEqualTo("kintsugi retry %s --task t1 --model SPEC".formatted(world.project));
    }

    @Test
    void a_job_that_has_not_begun_or_passed_says_so() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", TASK);

        assertThat(explain(world, "t1").text()).isEqualTo("it has not begun, and begins by itself when it is its turn");
        world.model.coder(1, 1, edit("one", "ONE")).reviewer(1, 1, "APPROVED: yes\n");
        world.play("t1");
        assertThat(explain(world, "t1").text()).isEqualTo("it passed: nothing of it is missing");
        assertThat(explain(world, "t1").next()).isEmpty();
        assertThatThrownBy(() -> new Explanations(world.memory).explain(new JobId(world.project, new TaskId("nobody"))))
                .isInstanceOf(UnknownJob.class);
    }

    private static Explanation explain(World world, String task) {
        return new Explanations(world.memory).explain(world.job(task));
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n".formatted(find, replace);
    }
}
