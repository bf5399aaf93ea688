package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.records.MeteredRecords;
import org.junit.jupiter.api.Test;

/** What a one-cycle job with checks costs in DynamoDB, for the steps of its round. */
class UnitsTest {
    @Test
    void a_one_cycle_job_with_checks_stays_within_its_share_of_units() {
        World world = World.with("src/greeting.py", "def greet():\n    return 'hello'\n".repeat(40))
                .submit(
                        "project.yaml",
                        "checks:\n  - name: test\n    command: make test\n",
                        "add-a-friendly-greeting.md",
                        "# Add a friendly greeting\n\n" + "Say hello to everybody who comes in. ".repeat(30));
        MeteredRecords metered = new MeteredRecords(world.memory);
        world.over(metered);
        world.model.coder(
                1,
                1,
                "Greets everybody who comes in.\n\nFILE: src/other.py\n```\n"
                        + "def greet(name):\n    return f'hello {name}'\n\n".repeat(30) + "```\n");
        world.model.reviewer(1, 1, "The change does what the task asks.\n\nAPPROVED: yes\n");

        StringBuilder each = new StringBuilder();
        world.execute("add-a-friendly-greeting");
        each.append("execute ").append(metered.units());
        world.check("add-a-friendly-greeting");
        world.review("add-a-friendly-greeting");
        each.append("\nreview ").append(metered.units());
        world.land("add-a-friendly-greeting");
        each.append("\nland ").append(metered.units());

        assertThat(metered.units().written()).as(each.toString()).isLessThanOrEqualTo(22);
        assertThat(metered.units().read()).as(each.toString()).isLessThanOrEqualTo(13);
    }
}
