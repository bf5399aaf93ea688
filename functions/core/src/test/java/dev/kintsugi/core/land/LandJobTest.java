package dev.kintsugi.core.land;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandJobTest {
    private static final String CHECKED = "checks:\n  - name: test\n    command: make\n";
    private static final String PLAIN = "name: shop\n";

    private static World world(String project) {
        World world = World.with("hello.txt", "one\ntwo\nthree\n")
                .submit("project.yaml", project, "t1.md", "# Greet everybody\n\nSay hello.\n");
        world.model.coder(1, 1, "Greets.\n\nFILE: hello.txt\nFIND:\ntwo\nREPLACE:\nTWO\nEND\n");
        return world;
    }

    /** Executed, checked and reviewed. */
    private static World approved(String project) {
        World world = world(project);
        world.execute("t1");
        if (project.equals(CHECKED)) {
            world.check("t1");
        }
        world.review("t1");
        return world;
    }

    private static CommitId trunk(World world) {
        return world.repository.head(world.trunk().name()).orElseThrow();
    }

    private static CommitId moveTrunk(World world, String path, String text) {
        return world.repository.commitByHand(world.trunk().name(), Map.of(path, text));
    }

    @Test
    void work_lands_by_one_merge_commit_of_both_heads() {
        World world = approved(PLAIN);
        CommitId work = world.head("t1").head().orElseThrow();

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Landed(trunk(world)));

        assertThat(world.repository.factsOf(trunk(world)).parents()).containsExactly(world.repository.base(), work);
        assertThat(world.repository.factsOf(trunk(world)).message()).startsWith("Merge t1: Greet everybody");
        assertThat(world.head("t1").facts().text("landed"))
                .isEqualTo(trunk(world).hex());
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.LANDING);
        assertThat(world.head("t1").intent()).isEmpty();
    }

    @Test
    void a_step_that_is_said_again_answers_the_same_and_pushes_nothing() {
        World world = approved(PLAIN);
        Step step = world.step("t1", "Land");
        LandOutcome first = world.land("t1", step);
        CommitId landed = trunk(world);

        assertThat(world.land("t1", step)).isEqualTo(first);
        assertThat(trunk(world)).isEqualTo(landed);
    }

    @Test
    void a_trunk_that_moved_is_merged_and_checked_again_before_anything_lands() {
        World world = approved(CHECKED);
        CommitId moved = moveTrunk(world, "other.txt", "kept\n");

        LandOutcome outcome = world.land("t1");

        assertThat(outcome).isInstanceOf(LandOutcome.Moved.class);
        CommitId merge = ((LandOutcome.Moved) outcome).commit();
        assertThat(trunk(world)).isEqualTo(moved);
        assertThat(world.reports.filesOf(merge))
                .containsEntry("other.txt", "kept\n")
                .containsEntry("hello.txt", "one\nTWO\nthree\n");

        world.check("t1");
        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Landed(merge));
        assertThat(trunk(world)).isEqualTo(merge);
    }

    @Test
    void without_checks_a_trunk_that_moved_is_merged_at_once() {
        World world = approved(PLAIN);
        moveTrunk(world, "other.txt", "kept\n");

        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Landed.class);
        assertThat(world.onTrunk()).containsKeys("other.txt").containsEntry("hello.txt", "one\nTWO\nthree\n");
    }

    @Test
    void a_merge_that_fails_its_checks_begins_a_cycle_from_a_merge_of_both_heads() {
        World world = approved(CHECKED);
        CommitId work = world.head("t1").head().orElseThrow();
        CommitId moved = moveTrunk(world, "other.txt", "kept\n");
        CommitId merge = ((LandOutcome.Moved) world.land("t1")).commit();
        world.reports.put(world.job("t1"), merge, CheckReport.of(new CheckResult("test", 1, 1, "they do not fit")));

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Conflict());

        CommitId head = world.head("t1").head().orElseThrow();
        assertThat(world.repository.factsOf(head).parents()).containsExactly(work, moved);
        assertThat(world.repository.head(world.branch("t1").name())).contains(head);
        assertThat(world.head("t1").diffBase()).contains(moved);
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.EXECUTING);
        assertThat(world.head("t1").approved()).isEmpty();
        assertThat(world.head("t1").cyclesGranted()).isEqualTo(1);
        assertThat(world.cycle("t1", 1).findings().getFirst().description()).isEqualTo("[check:test] they do not fit");
    }

    @Test
    void a_conflict_stands_between_markers_until_a_cycle_settles_it_and_a_marker_left_is_a_finding() {
        World world = approved(PLAIN);
        moveTrunk(world, "hello.txt", "one\nzwei\nthree\n");

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Conflict());
        CommitId head = world.head("t1").head().orElseThrow();
        assertThat(world.files(head).get("hello.txt")).contains("<<<<<<<", "TWO", "zwei", ">>>>>>>");
        assertThat(world.cycle("t1", 1).findings().getFirst().description()).startsWith("[conflict] ");

        world.model
                .coder(2, 1, "It is fine like that.")
                .coder(3, 1, "Both.\n\nFILE: hello.txt\n```\none\nTWO zwei\nthree\n```\n");
        world.execute("t1");
        assertThat(world.review("t1").getClass().getSimpleName()).isEqualTo("ChangesRequested");
        assertThat(world.cycle("t1", 2).verdict()).isEqualTo("conflict");
        assertThat(world.cycle("t1", 2).findings().getFirst().shown()).contains("(hello.txt)");

        world.execute("t1");
        world.review("t1");
        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Landed.class);
        assertThat(world.onTrunk()).containsEntry("hello.txt", "one\nTWO zwei\nthree\n");
    }

    @Test
    void a_third_conflict_is_for_a_person() {
        World world = approved(PLAIN);
        for (int round = 1; round <= 2; round++) {
            moveTrunk(world, "hello.txt", "one\ntrunk " + round + "\nthree\n");
            assertThat(world.land("t1")).isEqualTo(new LandOutcome.Conflict());
            world.model.coder(round + 1, 1, "Mine.\n\nFILE: hello.txt\n```\none\nTWO " + round + "\nthree\n```\n");
            world.execute("t1");
            world.review("t1");
        }
        moveTrunk(world, "hello.txt", "one\ntrunk 3\nthree\n");

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Ended());
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("conflict");
    }

    @Test
    void an_approval_is_void_when_a_person_added_to_the_branch() {
        World world = approved(PLAIN);
        world.repository.commitByHand(world.branch("t1").name(), Map.of("by-hand.txt", "never judged\n"));

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Conflict());

        assertThat(world.head("t1").approved()).isEmpty();
        assertThat(trunk(world)).isEqualTo(world.repository.base());
        world.model.coder(2, 1, "Nothing to add.");
        world.execute("t1");
        world.review("t1");
        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Landed.class);
        assertThat(world.onTrunk()).containsKeys("by-hand.txt");
    }

    @Test
    void a_trunk_that_was_removed_is_for_a_person() {
        World world = approved(PLAIN);
        world.repository.set(world.trunk().name(), Optional.empty());

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Ended());
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("drift");
    }

    @Test
    void who_was_overtaken_twice_takes_the_turn_and_the_others_wait_until_it_landed() {
        World world = approved(CHECKED);
        LandingTurn turn = new LandingTurn(world.memory, world.clock());
        for (int move = 1; move <= 2; move++) {
            moveTrunk(world, "other" + move + ".txt", "kept\n");
            assertThat(world.land("t1")).isInstanceOf(LandOutcome.Moved.class);
            world.check("t1");
            assertThat(turn.isWithAnother(world.job("t2"))).isFalse();
        }
        moveTrunk(world, "other3.txt", "kept\n");
        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Moved.class);

        assertThat(turn.isWithAnother(world.job("t2"))).isTrue();
        assertThat(turn.isWithAnother(world.job("t1"))).isFalse();

        world.check("t1");
        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Landed.class);
        assertThat(turn.isWithAnother(world.job("t2"))).isFalse();
    }

    @Test
    void a_job_waits_while_another_holds_the_turn_but_not_for_ever() {
        World world = approved(PLAIN);
        assertThat(new LandingTurn(world.memory, world.clock()).take(world.job("t2")))
                .isTrue();

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Waiting(20));

        world.now = world.now.plus(Duration.ofHours(1));
        assertThat(world.land("t1")).isInstanceOf(LandOutcome.Landed.class);
    }

    @Test
    void a_merge_whose_checks_never_report_ends_by_name() {
        World world = approved(CHECKED);
        moveTrunk(world, "other.txt", "kept\n");

        for (int tries = 1; tries <= 3; tries++) {
            assertThat(world.land("t1")).isInstanceOf(LandOutcome.Moved.class);
        }
        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Ended());
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("check_infrastructure");
    }

    @Test
    void work_that_is_on_the_trunk_already_has_landed() {
        World world = approved(PLAIN);
        CommitId work = world.head("t1").head().orElseThrow();
        world.repository.set(world.trunk().name(), Optional.of(work));

        assertThat(world.land("t1")).isEqualTo(new LandOutcome.Landed(work));
        assertThat(trunk(world)).isEqualTo(work);
    }
}
