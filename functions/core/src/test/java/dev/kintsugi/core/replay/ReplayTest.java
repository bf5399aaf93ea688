package dev.kintsugi.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.CommitId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A project that is over, worked through again from what was said in it. */
class ReplayTest {
    private static final String OBJECTS = "ISSUE:\nSEVERITY: major\nDESCRIPTION: three is quiet\n\nAPPROVED: no\n";

    private static final String FOUND =
            Finding.of(Severity.MAJOR, "three is quiet").id();

    @Test
    void every_commit_and_verdict_comes_out_as_it_is_on_record_and_nobody_is_asked() {
        World world = twoCycles();
        int asked = world.model.asked().size();
        List<Object> before = List.copyOf(world.memory.everything());
        CommitId branch = world.repository.head(world.branch("t1").name()).orElseThrow();

        Replayed replayed = replay(world);

        assertThat(replayed.difference()).isEmpty();
        assertThat(replayed.steps())
                .extracting(Compared::step)
                .containsExactly(
                        "cycle 1, commit", "cycle 1, verdict", "cycle 2, commit", "cycle 2, verdict", "landing");
        assertThat(replayed.commits()).isEqualTo(3);
        assertThat(world.model.asked()).hasSize(asked);
        assertThat(List.<Object>copyOf(world.memory.everything())).isEqualTo(before);
        assertThat(world.repository.head(world.branch("t1").name())).contains(branch);
    }

    @Test
    void the_first_step_that_differs_is_named_with_what_differs() {
        World world = twoCycles();
        Cycle second = new Jobs(world.memory).cycle(world.job("t1"), 2).orElseThrow();
        CommitId other = new Jobs(world.memory)
                .cycle(world.job("t1"), 1)
                .orElseThrow()
                .commits()
                .getFirst();
        world.memory.settle(Jobs.put(
                world.job("t1"),
                new Cycle(
                        2,
                        List.of(other),
                        second.summary(),
                        second.files(),
                        second.outside(),
                        second.applied(),
                        second.failed(),
                        second.verdict(),
                        second.edits(),
                        second.findings(),
                        second.costMicroDollars(),
                        second.at())));

        Compared difference = replay(world).difference().orElseThrow();

        assertThat(difference.task()).isEqualTo("t1");
        assertThat(difference.step()).isEqualTo("cycle 2, commit");
        assertThat(difference.recorded()).isEqualTo(other.hex());
        assertThat(difference.replayed()).isNotEqualTo(other.hex());
    }

    @Test
    void a_session_that_is_gone_is_a_step_that_cannot_come_out() {
        World world = twoCycles();
        new Sessions(world.memory).purge(world.job("t1"));

        Compared difference = replay(world).difference().orElseThrow();

        assertThat(difference.step()).isEqualTo("cycle 1, commit");
        assertThat(difference.replayed()).isEqualTo("nothing");
        assertThat(difference.why()).isEqualTo("no reply to question 1 of the coder in cycle 1 is on record");
    }

    @Test
    void a_task_that_never_began_has_no_steps() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", "# Greet\n\nSay hello.\n");

        assertThat(replay(world)).isEqualTo(new Replayed(world.project.value(), List.of()));
    }

    @Test
    void what_is_at_work_or_unknown_is_not_replayed() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model.coder(1, 1, edit("one", "ONE"));
        world.execute("t1");

        assertThatThrownBy(() -> replay(world))
                .isInstanceOf(NotReplayable.class)
                .hasMessage("project %s is still at work; replay it when it rests", world.project);
        assertThatThrownBy(() ->
                        new Replay(world.memory, world.repository, CoderLimits.USUAL).run(new ProjectId("none-123456")))
                .isInstanceOf(UnknownProject.class);
    }

    private static World twoCycles() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .coder(1, 1, edit("one", "ONE"))
                .reviewer(1, 1, OBJECTS)
                .coder(2, 1, edit("three", "THREE"))
                .reviewer(2, 1, "VERIFICATION:\nFINDING_ID: %s\nSTATUS: fixed\n\nAPPROVED: yes\n".formatted(FOUND));
        return world.play("t1");
    }

    private static Replayed replay(World world) {
        return new Replay(world.memory, world.repository, CoderLimits.USUAL).run(world.project);
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n".formatted(find, replace);
    }
}
