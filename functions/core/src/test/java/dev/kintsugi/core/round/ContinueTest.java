package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Continued;
import dev.kintsugi.core.resume.NotContinuable;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinueTest {
    private static final String TASK = "# Greet\n\nSay hello.\n";

    @Test
    void the_coder_is_asked_for_the_missing_edit_only_and_the_job_goes_on_in_the_same_cycle() {
        World world = partial();
        assertThat(world.trail).containsExactly("Partial", "JobPartial");
        CommitId first = head(world);
        world.model.coder(1, 3, edit("two", "TWO"));

        world.goOn("t1");

        assertThat(world.trail).endsWith("Again", "Applied", "Approved", "Landed", "Settled");
        assertThat(world.onTrunk()).containsEntry("hello.txt", "ONE\nTWO\nthree\n");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").cycle()).isEqualTo(1);
        assertThat(world.cycle("t1", 1).commits()).hasSize(2).contains(first);
        assertThat(world.cycle("t1", 1).applied()).isEqualTo(2);
        assertThat(world.cycle("t1", 1).failed()).isZero();
        assertThat(state(world)).isEmpty();
        assertThat(message(world, world.cycle("t1", 1).commits().getLast())).isEqualTo("t1/cycle-1.2: Changes a line.");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.2", "coder 1.3", "reviewer 1.1");
    }

    @Test
    void the_prompt_has_the_missing_edit_its_reason_and_its_region_and_no_edit_that_was_applied() {
        World world = partial();
        world.model.coder(1, 3, edit("two", "TWO"));

        world.goOn("t1", new ContinueWish(Optional.empty(), List.of(), Optional.of("mind the case"), "ann"));

        String prompt = world.model.request("coder 1.3").messages().toString();
        assertThat(prompt)
                .contains("Edit 1 of 1")
                .contains("no such line stands here")
                .contains("It failed: ")
                .contains("from a person: mind the case")
                .doesNotContain("Edit 2 of");
        assertThat(new Projects(world.memory).events(world.project))
                .extracting(Event::text)
                .contains("t1 is continued by ann");
    }

    @Test
    void stored_edits_that_fit_by_now_are_applied_without_a_model() {
        World world = partial();
        handEdit(world, "hello.txt", "ONE\nno such line stands here\nthree\n");
        long spent = world.head("t1").spent();
        int asked = world.model.asked().size();

        world.goOn("t1");

        assertThat(world.onTrunk()).containsEntry("hello.txt", "ONE\nTWO\nthree\n");
        assertThat(world.model.asked().subList(asked, world.model.asked().size()))
                .containsExactly("reviewer 1.1");
        assertThat(world.cycle("t1", 1).edits()).extracting(EditRecord::outcome).doesNotContain("failed");
        assertThat(world.head("t1").spent() - spent).isEqualTo(6_000);
    }

    @Test
    void an_edit_made_by_hand_counts_as_applied_and_its_commit_is_kept() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        String replacement = "the second line greets everybody";
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("the second line greets nobody", replacement))
                .coder(1, 2, "No.");
        world.play("t1");
        handEdit(world, "hello.txt", "ONE\n" + replacement + "\nthree\n");
        CommitId byHand = world.repository.head(world.branch("t1").name()).orElseThrow();

        world.goOn("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").head()).contains(byHand);
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.2", "reviewer 1.1");
    }

    @Test
    void a_continue_may_be_partial_again_and_the_list_only_shrinks() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        world.model
                .coder(1, 1, edit("no line at all", "TWO") + edit("nor this one here", "THREE"))
                .coder(1, 2, "I see nothing to do.")
                .coder(1, 3, edit("two", "TWO") + edit("a quite different failing line", "four", "other.txt"))
                .coder(1, 4, edit("three", "THREE"));
        world.play("t1");
        assertThat(failed(world)).hasSize(2);
        String second = failed(world).getLast().id();

        world.goOn("t1");

        assertThat(world.lastEnd).contains("partial: 1 edit did not apply: hello.txt: not found; kintsugi continue");
        assertThat(failed(world)).extracting(FailedEdit::id).containsExactly(second);
        assertThat(state(world).orElseThrow().continues()).isEqualTo(1);
        assertThat(world.cycle("t1", 1).edits()).extracting(EditRecord::outcome).contains(EditRecord.NOT_ASKED_FOR);

        world.goOn("t1");

        assertThat(world.onTrunk()).containsEntry("hello.txt", "one\nTWO\nTHREE\n");
        assertThat(world.cycle("t1", 1).commits().stream().map(commit -> message(world, commit)))
                .containsExactly("t1/cycle-1.2: Changes a line.", "t1/cycle-1.3: Changes a line.");
    }

    @Test
    void after_ten_continues_the_same_model_is_not_asked_again_but_another_is() {
        World world = partial();
        for (int turn = 3; turn <= 13; turn++) {
            world.model.coder(1, turn, "I do not know.");
        }
        for (int time = 1; time <= PartialState.MAX_CONTINUES; time++) {
            world.goOn("t1");
        }
        assertThat(state(world).orElseThrow().continues()).isEqualTo(10);
        int asked = world.model.asked().size();

        assertThat(world.continueJob("t1", ContinueWish.by("tests")).text())
                .contains("was continued 10 times")
                .contains("--model")
                .contains("--drop")
                .contains("by hand");
        assertThat(world.model.asked()).hasSize(asked);

        world.executions.redrive(world.head("t1").execution().orElseThrow(), "console");
        world.toEnd("t1");
        assertThat(world.lastEnd).contains("was continued 10 times");
        assertThat(world.model.asked()).hasSize(asked);

        world.model.coder(1, 13, edit("two", "TWO"));
        world.goOn("t1", new ContinueWish(Optional.of("scripted:other"), List.of(), Optional.empty(), "tests"));
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void an_edit_that_is_given_up_is_missing_no_more() {
        World world = partial();
        String id = failed(world).getFirst().id();

        assertThat(world.continueJob("t1", dropping("e-000000000000")).text())
                .contains("misses no edit \"e-000000000000\"; these are missing: " + id);
        world.goOn("t1", dropping(id));

        assertThat(world.onTrunk()).containsEntry("hello.txt", "ONE\ntwo\nthree\n");
        assertThat(world.cycle("t1", 1).edits()).extracting(EditRecord::outcome).contains(EditRecord.DROPPED);
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.2", "reviewer 1.1");
    }

    @Test
    void an_edit_is_told_what_became_of_its_target() {
        Map<String, String> reasons = new HashMap<>();
        reasons.put("hello.txt", "; the file was changed since the coder saw it");
        reasons.put("gone.txt", "file not found: gone.txt was deleted since the coder saw it");
        reasons.put("old.txt", "file not found: old.txt was renamed to new.txt since the coder saw it");
        World world = World.with("hello.txt", "one\n", "gone.txt", "a\nb\n", "old.txt", "c\nd\ne\nf\n")
                .submit("t1.md", TASK);
        world.model
                .coder(1, 1, edit("xxxx", "1") + edit("yyyy", "2", "gone.txt") + edit("zzzz", "3", "old.txt"))
                .coder(1, 2, "No.")
                .coder(1, 3, "No.");
        world.play("t1");
        String branch = world.branch("t1").name();
        world.repository.set(branch, world.head("t1").base());
        world.repository.commitByHand(branch, Map.of("hello.txt", "eins\n", "new.txt", "c\nd\ne\nf\n"));
        world.repository.deleteByHand(branch, "gone.txt");
        world.repository.deleteByHand(branch, "old.txt");

        ContinuePreview preview = world.continues().preview(world.job("t1"), ContinueWish.by("tests"));
        world.goOn("t1");

        assertThat(preview.edits()).allSatisfy(edit -> {
            assertThat(edit.outcome()).isEqualTo(ContinuePreview.Edit.WILL_FAIL);
            assertThat(edit.reason()).endsWith(reasons.get(edit.file()));
        });
        assertThat(failed(world))
                .hasSize(3)
                .allSatisfy(edit -> assertThat(edit.outcome().reason().text())
                        .endsWith(reasons.get(edit.outcome().file())));
    }

    @Test
    void a_preview_tells_what_each_edit_would_come_to_and_changes_nothing() {
        World world = partial();
        String id = failed(world).getFirst().id();
        List<Object> before = List.copyOf(world.memory.everything());

        ContinuePreview preview = world.continues().preview(world.job("t1"), ContinueWish.by("tests"));

        assertThat(preview.edits())
                .extracting(ContinuePreview.Edit::id, ContinuePreview.Edit::outcome)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id, "will fail"));
        assertThat(preview.asks()).isTrue();
        assertThat(preview.text())
                .isEqualTo("1 edit missing: 0 can be applied now, the coder (scripted:coder) is asked for 1");
        handEdit(world, "hello.txt", "ONE\nno such line stands here\nthree\n");
        assertThat(world.continues()
                        .preview(world.job("t1"), ContinueWish.by("tests"))
                        .edits()
                        .getFirst()
                        .outcome())
                .isEqualTo("will apply");
        assertThat(List.<Object>copyOf(world.memory.everything())).isEqualTo(before);
    }

    @Test
    void a_job_whose_state_was_cleared_goes_on_to_its_review() {
        World world = partial();
        new PartialJobs(world.memory).clearPartialState(world.job("t1"));

        world.goOn("t1");

        assertThat(world.trail).endsWith("Again", "Applied", "Approved", "Landed", "Settled");
        assertThat(world.onTrunk()).containsEntry("hello.txt", "ONE\ntwo\nthree\n");
    }

    @Test
    void the_consoles_redrive_does_the_same() {
        World world = partial();
        world.model.coder(1, 3, edit("two", "TWO"));

        world.executions.redrive(world.head("t1").execution().orElseThrow(), "console");
        world.toEnd("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").attempt()).isEqualTo(1);
    }

    @Test
    void a_new_attempt_begins_where_the_last_cannot_be_redriven_and_the_reason_is_told() {
        World world = partial();
        world.executions.refuseRedrives();
        world.model.coder(1, 3, edit("two", "TWO"));

        Continued continued = world.continueJob("t1", ContinueWish.by("tests"));

        assertThat(continued).isInstanceOf(Continued.Started.class);
        assertThat(continued.text()).contains("attempt 2").contains("cannot be redriven: it is FAILED");
        assertThat(world.executions
                        .get(world.head("t1").execution().orElseThrow())
                        .input())
                .contains("\"resumeFrom\":\"Settle\"");
        world.toEnd("t1");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").attempt()).isEqualTo(2);
        assertThat(world.cycle("t1", 1).commits()).hasSize(2);
    }

    @Test
    void of_two_continues_at_once_one_wins_and_the_other_is_told() {
        World world = partial();
        ContinueWish ann = ContinueWish.by("ann");
        ContinueWish bob = ContinueWish.by("bob");
        assertThat(world.continueJob("t1", ann)).isInstanceOf(Continued.Started.class);

        assertThat(world.continueJob("t1", bob).text()).contains("is being continued, as ann asked at");

        world.model.coder(1, 3, "No.");
        world.settle("t1", world.step("t1", "Settle"));
        for (ContinueWish late : List.of(ann, bob)) {
            assertThat(world.continueJob("t1", late).text()).contains("being continued, as ann asked at");
        }
    }

    @Test
    void a_continue_that_finds_no_worker_says_so_on_the_job_and_holds_nobody_back() {
        World world = partial();
        world.continueJob("t1", ContinueWish.by("ann"));
        long free = new Projects(world.memory).head(world.project).free();
        world.memory.settle(Write.of(ProjectHead.change(world.project).add("free", -free)));

        world.toEnd("t1");

        assertThat(world.lastEnd).contains("no free worker");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(world.head("t1").facts().text("obstacle")).contains("cannot go on now", "no free worker");

        world.memory.settle(Write.of(ProjectHead.change(world.project).add("free", free)));
        world.model.coder(1, 3, edit("two", "TWO"));
        assertThat(world.continueJob("t1", ContinueWish.by("bob"))).isInstanceOf(Continued.Started.class);
        world.toEnd("t1");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head("t1").facts().has("notAdmitted")).isFalse();
    }

    @Test
    void a_wish_that_nobody_began_is_taken_over_after_a_minute() {
        World world = partial();
        world.continueJob("t1", ContinueWish.by("ann"));
        world.executions.end(world.head("t1").execution().orElseThrow(), Status.FAILED, "JobNotAdmitted");
        world.now = world.now.plus(Duration.ofMinutes(1));

        assertThat(world.continueJob("t1", ContinueWish.by("bob"))).isInstanceOf(Continued.Started.class);
    }

    @Test
    void whatever_the_model_says_the_job_stays_partial_with_the_reason() {
        World world = partial();

        world.goOn("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(world.lastEnd).contains("no reply was written for coder 1.3");
        assertThat(failed(world)).hasSize(1);
    }

    @Test
    void applied_edits_that_are_not_on_the_branch_any_more_are_a_clear_error() {
        World world = partial();
        world.repository.set(world.branch("t1").name(), world.head("t1").base());
        String commit = world.head("t1").head().orElseThrow().hex();

        assertThat(world.continueJob("t1", ContinueWish.by("tests")).text())
                .contains("commit " + commit)
                .contains("is no longer reachable from " + world.branch("t1").name());
        assertThatThrownBy(() -> world.continues().preview(world.job("t1"), ContinueWish.by("tests")))
                .isInstanceOf(NotContinuable.class);

        world.executions.redrive(world.head("t1").execution().orElseThrow(), "console");
        world.toEnd("t1");
        assertThat(world.trail).endsWith("Again", "Partial", "JobPartial");
        assertThat(world.lastEnd).contains("is not as recorded");
        assertThat(failed(world)).hasSize(1);
    }

    @Test
    void every_status_but_partial_has_its_sentence() {
        World world = World.with("hello.txt", "one\n").submit("t1.md", TASK);
        assertThat(world.continueJob("t1", ContinueWish.by("tests")).text())
                .isEqualTo(
                        "job %s is created: it has not begun; kintsugi explain %s tells what it waits for",
                        world.job("t1"), world.job("t1"));
        world.model.coder(1, 1, edit("one", "ONE"));
        world.run("t1");
        assertThat(world.continueJob("t1", ContinueWish.by("tests")).text())
                .contains("is landing: it goes on by itself; kintsugi watch");
        world.toEnd("t1");
        assertThat(world.continueJob("t1", ContinueWish.by("tests")).text())
                .endsWith("is passed: nothing of it is missing");
    }

    private static World partial() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no such line stands here", "TWO"))
                .coder(1, 2, edit("nor does this one stand anywhere", "TWO"));
        return world.play("t1");
    }

    private static ContinueWish dropping(String id) {
        return new ContinueWish(Optional.empty(), List.of(id), Optional.empty(), "tests");
    }

    private static void handEdit(World world, String file, String content) {
        world.repository.commitByHand(world.branch("t1").name(), Map.of(file, content));
    }

    private static Optional<PartialState> state(World world) {
        return new PartialJobs(world.memory).state(world.job("t1"));
    }

    private static List<FailedEdit> failed(World world) {
        return state(world).orElseThrow().failed();
    }

    private static CommitId head(World world) {
        return world.head("t1").head().orElseThrow();
    }

    private static String message(World world, CommitId commit) {
        return world.repository.factsOf(commit).message().strip();
    }

    private static String edit(String find, String replace) {
        return edit(find, replace, "hello.txt");
    }

    private static String edit(String find, String replace, String file) {
        return "Changes a line.\n\nFILE: %s\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(file, find, replace);
    }
}
