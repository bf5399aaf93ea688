package dev.kintsugi.core.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutlookTest {
    @Test
    void groups_chain_rounds_and_cost_of_a_diamond() {
        Outlook outlook = outlook("max_workers: 1\nproject_budget_usd: 12", "a", "b<a", "c<a", "d<b,c");

        assertThat(outlook.groups().stream().map(Graphs::names).map(String::valueOf))
                .containsExactly("[a]", "[b, c]", "[d]");
        assertThat(Graphs.names(outlook.criticalPath())).containsExactly("a", "b", "d");
        assertThat(outlook.rounds()).isEqualTo(4);
        assertThat(outlook.tasksBudget()).isEqualTo(MicroDollars.ofDollars(20));
        assertThat(outlook.bound()).isEqualTo(MicroDollars.ofDollars(12));
    }

    @Test
    void five_independent_tasks_are_one_group_and_two_rounds_of_four_workers() {
        Outlook outlook = outlook("project_budget_usd: 100", "a", "b", "c", "d", "e");

        assertThat(outlook.groups()).hasSize(1);
        assertThat(outlook.workers()).isEqualTo(4);
        assertThat(outlook.rounds()).isEqualTo(2);
        assertThat(outlook.bound()).isEqualTo(MicroDollars.ofDollars(25));
    }

    private static Outlook outlook(String settings, String... tasks) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("project.yaml", settings);
        for (String task : tasks) {
            String[] parts = task.split("<", -1);
            files.put(parts[0] + ".md", "---\ndepends_on: [" + (parts.length > 1 ? parts[1] : "") + "]\n---\n# T\n");
        }
        Project project =
                Objects.requireNonNull(PlanReader.strict().readTexts("p", files).project());
        return Outlook.of(project);
    }
}
