package dev.kintsugi.core.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.round.World;
import org.junit.jupiter.api.Test;

class ExecuteRoundTest {
    private static final String TASK = "# Greet\n\nSay hello.\n";
    private static final String GOOD_EDIT = """
            Greets everybody.

            FILE: hello.txt
            FIND:
            hello
            REPLACE:
            hello world
            END
            """;

    @Test
    void one_cycle_ends_on_the_trunk() {
        World world = World.with("hello.txt", "hello\n", "other.txt", "x\n").submit("t1.md", TASK);
        world.model.coder(1, 1, GOOD_EDIT);

        world.run("t1");

        assertThat(world.trail).containsExactly("Applied", "Approved", "Landed");
        assertThat(world.onTrunk()).containsEntry("hello.txt", "hello world\n");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.LANDING);
        assertThat(world.cycle("t1", 1).summary()).isEqualTo("Greets everybody.");
    }
}
