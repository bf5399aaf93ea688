package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.partial.PartialStates;
import org.junit.jupiter.api.Test;

/** Missing edits are kept whole, however large; more than is kept ends the job by name, with its applied edits committed. */
class LargeEditsTest {
    private static final int ONE_MEGABYTE = 1_024 * 1_024;

    @Test
    void missing_edits_of_megabytes_are_kept_whole_and_continued() {
        World world = missing("x".repeat(4 * ONE_MEGABYTE));

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(new PartialJobs(world.memory).failedEdits(world.job("t1")).orElseThrow())
                .singleElement()
                .satisfies(edit -> assertThat(edit.outcome().edit().toString()).hasSizeGreaterThan(4 * ONE_MEGABYTE));
        world.model.coder(1, 3, edit("two", "TWO"));
        world.goOn("t1");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PASSED);
    }

    /** A reply has 5,000,000 characters at most, of three bytes each here: so it takes two of them. */
    @Test
    void missing_edits_over_16_mb_end_the_job_by_name_and_what_applied_is_committed() {
        World world = World.with("hello.txt", "one\n", "other.txt", "two\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .calls(1, 1, call("c1", "hello.txt", "one", "ONE"))
                .calls(1, 2, call("c2", "hello.txt", "no such line stands here", large()))
                .calls(1, 3, call("c3", "other.txt", "no such line stands here", large()))
                .coder(1, 4, "Done.")
                .coder(1, 5, "I cannot.");
        world.play("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.lastEnd)
                .contains("the failed edits of job " + world.job("t1") + " have")
                .contains("bytes, and at most " + PartialStates.MAX_BYTES + " are kept");
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("hello.txt", "ONE\n");
    }

    private static String large() {
        return "\u6f22".repeat(4 * ONE_MEGABYTE);
    }

    private static ToolCall call(String id, String path, String find, String replace) {
        return ScriptedModel.call(id, "edit_file", "path", path, "find", find, "replace", replace);
    }

    private static World missing(String replacement) {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no such line stands here", replacement))
                .coder(1, 2, "I cannot.");
        return world.play("t1");
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(find, replace);
    }
}
