package dev.kintsugi.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.round.World;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewRoundTest {
    private static final String CHECKED = "checks:\n  - name: test\n    command: make\n";
    private static final String OBJECTS = "ISSUE:\nSEVERITY: major\nDESCRIPTION: not loud enough\n\nAPPROVED: no\n";

    private static World world(String project, String frontMatter) {
        World world = World.with("hello.txt", "one\ntwo\n")
                .submit("project.yaml", project, "t1.md", "---\n" + frontMatter + "---\n\n# Greet\n\nSay hello.\n");
        IntStream.rangeClosed(1, 5)
                .forEach(cycle -> world.model.coder(
                        cycle, 1, "Says " + cycle + ".\n\nFILE: said.txt\n```\nsaid " + cycle + "\n```\n"));
        return world;
    }

    private static World world() {
        return world("name: shop\n", "title: Greet\n");
    }

    @Test
    void a_failed_check_is_one_critical_finding_and_no_reviewer_is_paid() {
        World world = world(CHECKED, "title: Greet\n").failingCheck("said 1", "x".repeat(4_000) + "the end");

        world.run("t1");

        assertThat(world.trail)
                .containsExactly("Applied+checks", "ChangesRequested", "Applied+checks", "Approved", "Landed");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 2.1", "reviewer 2.1");
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo("check_failed");
        Finding finding = world.cycle("t1", 1).findings().getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.description())
                .startsWith("[check:test] x")
                .endsWith("the end")
                .hasSize("[check:test] ".length() + CheckResult.MAX_OUTPUT);
        assertThat(world.cycle("t1", 2).findings()).isEmpty();
    }

    @Test
    void a_check_that_fails_to_the_last_cycle_is_a_check_failure() {
        World world = world(CHECKED, "max_review_cycles: 2\n").failingCheck("said", "still broken");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied+checks", "ChangesRequested", "Applied+checks", "Ended");
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("check_failure");
        assertThat(world.head("t1").end().orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_reviewer_who_objects_to_the_last_cycle_escalates() {
        World world = world("name: shop\n", "max_review_cycles: 2\n");
        world.model.reviewer(1, 1, OBJECTS).reviewer(2, 1, OBJECTS);

        world.run("t1");

        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("max_cycles");
        assertThat(world.head("t1").end().orElseThrow().status()).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.cycle("t1", 2).findings()).hasSize(1);
        assertThat(world.repository.head(world.trunk().name())).contains(world.repository.base());
    }

    @Test
    void checks_that_leave_no_report_run_again_and_then_end_by_name() {
        World world = world(CHECKED, "title: Greet\n");
        world.execute("t1");

        assertThat(world.review("t1")).isInstanceOf(ReviewOutcome.Unchecked.class);
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.CHECKING);
        assertThat(world.review("t1")).isInstanceOf(ReviewOutcome.Unchecked.class);
        assertThat(world.review("t1")).isEqualTo(new ReviewOutcome.Ended());
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("check_infrastructure");
        assertThat(world.model.asked()).containsExactly("coder 1.1");
    }

    @Test
    void without_a_reviewer_what_the_checks_let_through_lands() {
        World world = world(CHECKED, "verify: false\n");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied+checks", "Approved", "Landed");
        assertThat(world.model.asked()).containsExactly("coder 1.1");
    }

    @Test
    void nonsense_does_not_land_because_nobody_reviews() {
        World world = world("name: shop\n", "verify: false\nmax_review_cycles: 2\n");
        world.model.coder(1, 1, "Lorem ipsum.").coder(2, 1, "Dolor sit amet.");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied", "ChangesRequested", "Applied", "Ended");
        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("max_cycles");
        assertThat(world.cycle("t1", 1).findings().getFirst().description()).contains("no file was changed", "Lorem");
    }

    @Test
    void an_unreadable_review_is_asked_for_once_more_and_is_then_a_finding() {
        World world = world();
        world.model
                .reviewer(1, 1, "Hm, well.")
                .reviewer(1, 2, "Who knows.")
                .reviewer(2, 1, "Hm.")
                .reviewer(2, 2, "APPROVED: yes");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied", "ChangesRequested", "Applied", "Approved", "Landed");
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo("unreadable_review");
        assertThat(world.cycle("t1", 1).findings().getFirst().description()).startsWith("[review] ");
        assertThat(world.cycle("t1", 2).findings()).isEmpty();
    }

    @Test
    void a_finding_that_nobody_verified_stays_open() {
        World world = world();
        world.model.reviewer(1, 1, OBJECTS).reviewer(2, 1, "APPROVED: yes").reviewer(3, 1, OBJECTS);

        world.run("t1");

        assertThat(world.head("t1").end().orElseThrow().cause()).isEqualTo("max_cycles");
        assertThat(world.cycle("t1", 2).verdict()).isEqualTo("changes_requested");
        assertThat(world.model.requests().get(3).messages().getFirst().wholeText())
                .contains("not loud enough", "said 2");
    }

    @Test
    void a_person_is_asked_where_the_plan_says_so_and_the_commit_is_named() {
        World world = world("gate: approve\napproval_timeout: 2 days\n", "title: Greet\n");

        world.execute("t1");

        assertThat(world.review("t1")).isEqualTo(new ReviewOutcome.ApprovalNeeded(172_800));
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.AWAITING_APPROVAL);
        assertThat(world.head("t1").facts().text("reviewed"))
                .isEqualTo(world.head("t1").head().orElseThrow().hex());
        assertThat(world.head("t1").approved()).isEmpty();
    }

    @Test
    void a_step_that_is_said_again_answers_the_same_and_pays_nobody() {
        World world = world();
        world.execute("t1");
        Step step = world.step("t1", "Review");

        ReviewOutcome first = world.review("t1", step);

        assertThat(world.review("t1", step)).isEqualTo(first).isEqualTo(new ReviewOutcome.Approved());
        assertThat(world.model.asked()).containsExactly("coder 1.1", "reviewer 1.1");
        assertThat(world.head("t1").approved()).isEqualTo(world.head("t1").head());
    }

    @Test
    void what_lies_outside_the_scope_is_told_to_the_reviewer() {
        World world = world("name: shop\n", "scope: [src]\n");
        world.execute("t1");
        world.review("t1");

        assertThat(world.model.lastRequest().turn().role()).isEqualTo(Role.REVIEWER);
        assertThat(world.model.lastRequest().messages().getFirst().wholeText())
                .contains("outside the task's scope", "said.txt");
    }

    @Test
    void a_review_costs_what_the_record_says_and_the_cycle_holds_it() {
        World world = world();
        world.run("t1");

        assertThat(world.head("t1").spent()).isEqualTo(12_000);
        assertThat(world.cycle("t1", 1).costMicroDollars()).isEqualTo(12_000);
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo("approved");
    }

    @Test
    void applied_edits_that_a_later_cycle_overwrote_are_told_to_the_reviewer_and_to_people() {
        World world = world();
        world.model.reviewer(1, 1, OBJECTS);

        world.run("t1");

        String told =
                "this cycle overwrote edits that earlier ones applied, which may be meant: said.txt (1 of 1 line gone)";
        assertThat(world.model.request("reviewer 2.1").messages().toString()).contains(told);
        assertThat(world.model.request("reviewer 1.1").messages().toString()).doesNotContain("overwrote");
        assertThat(new Projects(world.memory).events(world.project))
                .extracting(Event::text)
                .contains("t1, cycle 2: " + told);
    }

    @Test
    void edits_that_are_still_there_are_not_spoken_of() {
        World world = World.with("hello.txt", "one\ntwo\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .coder(1, 1, "FILE: a.txt\n```\na\n```\n")
                .reviewer(1, 1, OBJECTS)
                .coder(2, 1, "FILE: b.txt\n```\nb\n```\n");

        world.run("t1");

        assertThat(world.model.request("reviewer 2.1").messages().toString()).doesNotContain("overwrote");
    }

    @Test
    void words_without_edits_are_no_work_though_a_reviewer_would_nod() {
        World world = world("name: shop\n", "max_review_cycles: 2\n");
        world.model.coder(1, 1, "The weather is fine.").coder(2, 1, "I like turtles.");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied", "ChangesRequested", "Applied", "Ended");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 2.1");
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo("nothing_done");
        assertThat(world.cycle("t1", 1).findings().getFirst().description())
                .contains("no file was changed", "The weather is fine.", "NOTHING TO DO:");
        assertThat(world.head("t1").end().orElseThrow().status()).isEqualTo(JobStatus.ESCALATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTHING TO DO: hello.txt greets already.",
                "No changes are needed.",
                "The greeting is already in place."
            })
    void a_coder_that_says_why_nothing_is_to_be_done_is_judged_by_the_reviewer(String words) {
        World world = world();
        world.model.coder(1, 1, words);

        world.run("t1");

        assertThat(world.trail).startsWith("Applied", "Approved");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "reviewer 1.1");
    }

    @Test
    void a_coder_that_makes_up_for_a_cycle_of_words_is_judged_again() {
        World world = world();
        world.model.coder(1, 1, "I will do it.").coder(2, 1, "Greets.\n\nFILE: hello.txt\n```\nhello\n```\n");

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied", "ChangesRequested", "Applied", "Approved", "Landed");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 2.1", "reviewer 2.1");
    }
}
