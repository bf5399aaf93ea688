package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aPlan() throws IOException {
        Files.writeString(folder.resolve("a.md"), "---\nscope: [src/a.py]\ngate: approve\n---\n# Write a\n");
        Files.writeString(
                folder.resolve("b.md"), "---\ndepends_on: [a, outside]\nmax_budget_usd: 0.5\n---\n# Write b\n");
    }

    @Test
    void a_plan_that_is_not_valid_is_told_on_stdout_with_its_places_and_exits_2() {
        CommandRun run = CommandRun.of("validate", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(folder.resolve("b.md") + ":2:17: error: depends_on: no task of this plan has the id outside")
                .endsWith("2 tasks, 1 error: not valid" + System.lineSeparator());
    }

    @Test
    void a_valid_plan_exits_0() {
        CommandRun run = CommandRun.of("validate", "--allow-missing-deps", folder.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("2 tasks, 1 note: valid");
    }

    @Test
    void problems_as_json_have_every_key_always() throws IOException {
        CommandRun run = CommandRun.of("validate", folder.toString(), "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(json.get("valid").asBoolean()).isFalse();
        assertThat(json.get("errors").asInt()).isEqualTo(1);
        assertThat(json.get("fingerprint").isNull()).isTrue();
        JsonNode problem = json.get("problems").get(0);
        assertThat(problem.fieldNames())
                .toIterable()
                .containsExactly(
                        "severity", "code", "file", "line", "column", "key", "message", "found", "expected", "hint");
        assertThat(problem.get("code").asText()).isEqualTo("unknown-dependency");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
    }

    @Test
    void a_plan_is_shown_with_groups_chain_gates_and_cost() {
        CommandRun run = CommandRun.of("plan", folder.toString(), "--allow-missing-deps");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "Group 1",
                        "Group 2",
                        "2 tasks: a -> b",
                        "a person approves a",
                        "at most $5.50",
                        "works on src/a.py");
    }

    @Test
    void a_plan_as_json_lists_tasks_groups_and_budget() throws IOException {
        CommandRun run = CommandRun.of("plan", folder.toString(), "--allow-missing-deps", "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());

        assertThat(run.exit()).isZero();
        assertThat(json.get("tasks").findValuesAsText("id")).containsExactly("a", "b");
        assertThat(json.get("groups").toString()).isEqualTo("[[\"a\"],[\"b\"]]");
        assertThat(json.get("critical_path").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(json.get("gates").toString()).isEqualTo("[\"a\"]");
        assertThat(json.get("external_dependencies").toString()).isEqualTo("[\"outside\"]");
        assertThat(json.get("budget").get("bound_usd").asText()).isEqualTo("5.5");
        assertThat(json.get("fingerprint").asText()).hasSize(64);
    }

    @Test
    void a_plan_that_is_not_valid_is_not_shown() {
        assertThat(CommandRun.of("plan", folder.toString()).exit()).isEqualTo(2);
        assertThat(CommandRun.of("plan", folder.toString(), "--json").out()).contains("\"valid\" : false");
    }

    @Test
    void context_files_are_looked_up_in_the_repository_that_is_named() throws IOException {
        Files.writeString(folder.resolve("c.md"), "---\ncontext_files: [there.py, gone.py]\n---\n# C\n");
        Path repository = Files.createDirectory(folder.resolve("repo"));
        Files.writeString(repository.resolve("there.py"), "");

        CommandRun run = CommandRun.of("validate", folder.resolve("c.md").toString(), "--repo", repository.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("c.md:2:27: error: context_files: \"gone.py\" is not in the repository")
                .doesNotContain("there.py");
    }

    @Test
    void a_wrong_call_is_told_on_stderr() {
        CommandRun noRepository = CommandRun.of("validate", folder.toString(), "--repo", folder + "/nowhere");
        CommandRun noPlan = CommandRun.of("validate");

        assertThat(noRepository.exit()).isEqualTo(2);
        assertThat(noRepository.err()).contains("--repo: there is no folder");
        assertThat(noPlan.exit()).isEqualTo(2);
        assertThat(noPlan.err()).contains("PLAN");
        assertThat(CommandRun.of("validate", "a\0b").exit()).isEqualTo(2);
    }

    @Test
    void init_writes_a_plan_that_validates_and_never_overwrites() throws IOException {
        Path plan = folder.resolve("new/plan");
        CommandRun first = CommandRun.of("init", plan.toString());
        String written = Files.readString(plan.resolve("project.yaml"));
        CommandRun second = CommandRun.of("init", plan.toString());

        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains("wrote " + plan.resolve("project.yaml"), "kintsugi plan");
        CommandRun validated = CommandRun.of("validate", plan.toString());
        assertThat(validated.out()).startsWith("2 tasks: valid");
        assertThat(validated.exit()).isZero();
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.err()).contains("nothing is overwritten");
        assertThat(Files.readString(plan.resolve("project.yaml"))).isEqualTo(written);
    }

    @Test
    void init_says_why_it_cannot_write() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(CommandRun.of("init", file.toString()).err()).contains("is no folder");
        assertThat(CommandRun.of("init", file + "/below").exit()).isEqualTo(2);
        assertThat(CommandRun.of("init", "a\0b").err()).contains("no folder can have that name");
    }
}
