package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.model.Prices;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Continued;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A continue that would come to the same again, for nothing is new about it, is not begun. */
class ContinueWithoutMoneyTest {
    @Test
    void a_continue_that_had_no_money_is_not_repeated_but_with_another_model() {
        World world = World.with("hello.txt", "one\ntwo\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no such line stands here", "x"))
                .coder(1, 2, "I cannot.");
        world.play("t1");
        world.model.costing(new Prices(1_000_000_000, 1_000_000_000, 0, 0));

        world.goOn("t1");

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(world.lastEnd).contains("the next call could cost");
        assertThat(world.continueJob("t1", ContinueWish.by("ann")).text())
                .startsWith("job " + world.job("t1") + " has no money left for scripted:coder to be asked again: name"
                        + " another model (--model), give an edit up (--drop)");
        ContinueWish cheaper = new ContinueWish(Optional.of("scripted:cheap"), List.of(), Optional.empty(), "ann");
        assertThat(world.continueJob("t1", cheaper)).isInstanceOf(Continued.Started.class);
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(find, replace);
    }
}
