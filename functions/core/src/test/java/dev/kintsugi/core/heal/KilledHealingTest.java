package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.project.ProjectStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The process dies at its n-th write, for every n; a person resumes the project, and the task is healed all the same. */
class KilledHealingTest {
    @Test
    void whenever_it_is_killed_a_resume_goes_on_to_one_remediation_that_heals_the_task() {
        HealedProject undisturbed = Healings.afterThreeCycles().killed();
        undisturbed.crashes.strike(0, false);
        undisturbed.run();
        int calls = undisturbed.crashes.calls();
        int diedHealing = 0;
        assertThat(calls).isGreaterThan(20);
        for (int call = 1; call <= calls; call++) {
            for (boolean after : List.of(false, true)) {
                HealedProject world = Healings.afterThreeCycles().killed();
                world.crashes.strike(call, after);
                world.run();
                String where =
                        "killed %s write %d of %d: %s".formatted(after ? "after" : "before", call, calls, world.trail);
                assertHealed(world, where);
                diedHealing += world.wasResumedIn("Heal") ? 1 : 0;
            }
        }
        assertThat(diedHealing).as("kills in the middle of a healing").isPositive();
    }

    private static void assertHealed(HealedProject world, String where) {
        assertThat(world.job("t2").status()).as(where).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.job("heal-t2").status()).as(where).isEqualTo(JobStatus.PASSED);
        assertThat(world.job("t3").status()).as(where).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).as(where).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.head().total()).as(where).isEqualTo(3);
        assertThat(world.head().active()).as(where).isZero();
        assertThat(world.cases()).as(where).hasSize(1);
        assertThat(world.onTrunk()).as(where).containsEntry("hello.txt", "ONE\nTWO\nTHREE\n");
        assertThat(world.healingEvents()).as(where).hasSize(4);
    }
}
