package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.partial.PartialJobs;
import org.junit.jupiter.api.Test;

/** Missing edits are kept whole, however large they are. */
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
