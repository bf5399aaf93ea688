package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {
    @Test
    void every_key_of_a_task_is_read_from_yaml() {
        Task task = Plans.project(
                        "other.md",
                        "# Other\n",
                        "task.md",
                        Plans.withYaml(
                                "id: add-login",
                                "title: Add a login page",
                                "type: feature",
                                "priority: 1",
                                "depends_on: [other]",
                                "labels: [web, \"a, b\"]",
                                "scope:",
                                "- src/login/",
                                "- 'src/**/*_login.py'",
                                "allow_scope_overlap: true",
                                "context_files: [./src//app.py]",
                                "output_dir: src/login/",
                                "output_file: page.py",
                                "output_files: [src/form.py]",
                                "target_files: [src/app.py]",
                                "mode: replace",
                                "verify: false",
                                "max_review_cycles: 7",
                                "max_budget_usd: 1.25",
                                "model: bedrock:x",
                                "gate: approve"))
                .tasks()
                .getLast();

        assertThat(task)
                .isEqualTo(new Task(
                        new TaskId("add-login"),
                        "Add a login page",
                        "feature",
                        1,
                        List.of(new TaskId("other")),
                        List.of("web", "a, b"),
                        List.of("src/login/", "src/**/*_login.py"),
                        true,
                        List.of("src/app.py"),
                        List.of("src/form.py", "src/login/page.py"),
                        List.of("src/app.py"),
                        Mode.REPLACE,
                        false,
                        7,
                        new MicroDollars(1_250_000),
                        "bedrock:x",
                        Gate.APPROVE,
                        "# Do it\n",
                        List.of(),
                        "task.md"));
    }

    @Test
    void toml_says_the_same_as_yaml() {
        String toml = """
                +++
                title = 'Add a login page' # a comment
                labels = [
                  "web",
                  "a, b",
                ]
                max_budget_usd = 1.25
                max_review_cycles = 0x7
                scope = ["src/login/"]
                verify = false
                +++
                # Do it
                """;
        String yaml = Plans.withYaml(
                "title: Add a login page",
                "labels: [web, \"a, b\"]",
                "max_budget_usd: 1.25",
                "max_review_cycles: 7",
                "scope: src/login/",
                "verify: false");

        assertThat(Plans.project("task.md", toml).tasks())
                .isEqualTo(Plans.project("task.md", yaml).tasks());
    }

    @Test
    void what_is_left_out_has_its_default() {
        Task task = Plans.project("task.md", "Just do it.\n").tasks().getFirst();

        assertThat(task.id()).isEqualTo(new TaskId("task"));
        assertThat(task.title()).isEqualTo("task");
        assertThat(task.priority()).isEqualTo(3);
        assertThat(task.mode()).isEqualTo(Mode.EDIT);
        assertThat(task.verify()).isTrue();
        assertThat(task.maxReviewCycles()).isEqualTo(3);
        assertThat(task.maxBudget()).isEqualTo(MicroDollars.ofDollars(5));
        assertThat(task.gate()).isEqualTo(Gate.TRUST);
        assertThat(task.model()).isNull();
        assertThat(task.targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority: high         | priority: expected a whole number from 1 (most urgent) to 1000, found the text \"high\"",
                "priority: 0            | found the number 0",
                "priority: 1001         | found the number 1001",
                "priority: 1.5          | found the number 1.5",
                "priority: \"2\"        | write it without quotes",
                "priority:              | priority: expected a whole number from 1 (most urgent) to 1000, found nothing",
                "priority: [1]          | found a list",
                "priority: 99999999999999999999999999999999 | found the number 99999999999999999999999999999999",
                "verify: yes            | verify: expected true or false, found the text \"yes\"",
                "mode: split            | mode: expected edit or replace, found the text \"split\"",
                "gate: aprove           | did you mean approve?",
                "max_budget_usd: 0      | max_budget_usd: expected US dollars above 0 to 1000000, such as 5.00, found the number 0",
                "max_budget_usd: -1     | found the number -1",
                "max_budget_usd: $5     | without sign, unit or quotes",
                "max_budget_usd: 5 USD  | without sign, unit or quotes",
                "max_budget_usd: .inf   | found the number .inf",
                "max_budget_usd: .nan   | found the number .nan",
                "max_budget_usd: 1e999999999 | found the number 1e999999999",
                "max_budget_usd: 0.0000001 | found the number 0.0000001",
                "max_budget_usd: 1000000.01 | found the number 1000000.01",
                "max_review_cycles: 101 | found the number 101",
                "context_files: 7       | such as src/app.py, found the number 7 (put quotes around it)",
                "scope: [1.5]           | found the number 1.5 (put quotes around it)",
                "title: [a]             | title: expected text of 1 to 200 characters in one line, found a list",
                "title: {a: b}          | found a table of keys",
                "title: true            | put quotes around it",
                "title: ''              | found empty text",
                "depends_on: {a: b}     | depends_on: expected an id",
                "depends_on: [a b]      | for instance a-b",
                "depends_on: [[a]]      | found a list",
                "labels: [null]         | found nothing",
                "id: a/b                | found the text \"a/b\" (for instance a-b)",
                "id: ../x               | found the text \"../x\" (for instance x)",
                "id: -a                 | for instance a",
                "id: ä                  | for instance a",
                "id:                    | found nothing",
                "id: [a]                | found a list",
                "type: 2020-01-01T00:00:00Z-and-much-longer-than-sixty-four-characters-may-be-and-more | text of 79 characters",
            })
    void a_bad_value_is_told_with_what_was_found_and_expected(String line, String said) {
        PlanReading reading = Plans.taskReading(line);

        assertThat(reading.isValid()).isFalse();
        assertThat(Plans.errors(reading))
                .singleElement()
                .asString()
                .startsWith("task.md:2")
                .contains(said);
    }

    @Test
    void a_value_of_the_wrong_type_in_toml_is_told_too() {
        PlanReading reading = Plans.read("task.md", """
                +++
                title = 5
                id = 1979-05-27
                priority = "1"
                max_budget_usd = nan
                labels = [1, [2]]
                depends_on = 07:32:00
                +++
                # Do it
                """);

        assertThat(Plans.errors(reading))
                .hasSize(7)
                .anyMatch(line -> line.startsWith("task.md:2:9: error: title:") && line.contains("the number 5"))
                .anyMatch(line -> line.startsWith("task.md:3:6: error: id:") && line.contains("the date 1979-05-27"))
                .anyMatch(line -> line.startsWith("task.md:4:12: error: priority:"))
                .anyMatch(line -> line.contains("the number NaN"))
                .anyMatch(line -> line.startsWith("task.md:6:11: error: labels:"))
                .anyMatch(line -> line.startsWith("task.md:6:14: error: labels:"))
                .anyMatch(line -> line.contains("the date 07:32"));
    }

    @Test
    void all_problems_are_told_at_once() {
        PlanReading reading = Plans.taskReading("priority: high", "titel: x", "verify: no", "scope: [../x]");

        assertThat(Plans.errors(reading)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "titel, title",
        "depend_on, depends_on",
        "dependsOn, depends_on",
        "Depends-On, depends_on",
        "context_file, context_files",
        "max_budget, max_budget_usd",
        "outputdir, output_dir",
        "lables, labels",
    })
    void an_unknown_key_is_an_error_that_says_what_was_probably_meant(String key, String meant) {
        PlanReading reading = Plans.taskReading("title: x", key + ": y");

        assertThat(Plans.errors(reading))
                .singleElement()
                .asString()
                .contains("task.md:3", "the key " + key + " is unknown", "did you mean " + meant + "?");
    }

    @Test
    void an_unknown_key_like_no_other_lists_those_that_are_known() {
        assertThat(Plans.errors(Plans.taskReading("flavour: vanilla")))
                .singleElement()
                .asString()
                .contains("known keys: id, title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"assignee", "blocks", "sequential", "test_file", "target_file"})
    void a_key_of_the_systems_that_the_seeds_come_from_is_a_warning(String key) {
        PlanReading reading = Plans.taskReading(key + ": x");

        assertThat(reading.isValid()).isTrue();
        assertThat(Plans.said(reading))
                .singleElement()
                .asString()
                .startsWith("task.md:2:1: warning: the key " + key + " is not used here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "a/..",
                "...",
                "/etc/passwd",
                "C:/a",
                "c:a",
                "~/a",
                "~root/a",
                "a\\\\b",
                "\\\\\\\\host\\\\a",
                ".git/config",
                "a/.GIT/config",
                ".git",
                ".git./x",
                ".git /x",
                "GIT~1/x",
                ".git::$INDEX_ALLOCATION/x",
                ".g\\u200cit/config",
                "a\\u0000b",
                "a\\nb"
            })
    void a_path_outside_the_repository_is_refused_everywhere(String path) {
        for (String key :
                List.of("scope", "context_files", "output_files", "target_files", "output_file", "output_dir")) {
            PlanReading reading = Plans.taskReading(
                    key + ": \"" + path + "\"", key.equals("output_dir") ? "output_file: x" : "verify: true");

            assertThat(Plans.errors(reading))
                    .as(key)
                    .singleElement()
                    .asString()
                    .startsWith("task.md:2")
                    .contains(key + ": expected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".github/x", ".gitignore", "a b/ü.py", "app/[id]/page.tsx", "git/x", "xy:z"})
    void an_unusual_path_inside_the_repository_is_taken(String path) {
        assertThat(Plans.task("context_files: ['" + path + "']").contextFiles()).containsExactly(path);
    }

    @Test
    void paths_and_ids_are_taken_up_to_their_limit() {
        String longest = "a".repeat(PlanLimits.PATH_CHARS);

        assertThat(Plans.task("target_files: [" + longest + "]").targetFiles()).containsExactly(longest);
        assertThat(Plans.errors(Plans.taskReading("target_files: [" + longest + "a]")))
                .singleElement()
                .asString()
                .contains("1025 characters");
        assertThat(Plans.task("id: " + "a".repeat(32)).id().value()).hasSize(32);
        assertThat(Plans.errors(Plans.taskReading("id: " + "a".repeat(33)))).hasSize(1);
        assertThat(Plans.task("title: " + "a".repeat(200)).title()).hasSize(200);
        assertThat(Plans.errors(Plans.taskReading("title: " + "a".repeat(201)))).hasSize(1);
    }

    @Test
    void an_id_of_digits_needs_no_quotes_in_yaml() {
        assertThat(Plans.task("id: 007").id()).isEqualTo(new TaskId("007"));
    }

    @Test
    void replace_needs_files_to_replace() {
        assertThat(Plans.errors(Plans.taskReading("mode: replace")))
                .singleElement()
                .asString()
                .contains("target_files");
    }

    @Test
    void a_folder_for_output_needs_a_file() {
        assertThat(Plans.errors(Plans.taskReading("output_dir: src")))
                .singleElement()
                .asString()
                .contains("output_dir alone");
        assertThat(Plans.said(Plans.taskReading("output_dir: src", "output_files: [src/a]")))
                .singleElement()
                .asString()
                .contains("warning", "not used without output_file");
    }

    @Test
    void an_empty_list_overrides_a_default_and_one_item_needs_no_brackets() {
        String project = "defaults:\n  labels: [web]\n";

        assertThat(Plans.project("project.yaml", project, "task.md", Plans.withYaml("labels:"))
                        .tasks()
                        .getFirst()
                        .labels())
                .isEmpty();
        assertThat(Plans.task("labels: web").labels()).containsExactly("web");
    }

    @Test
    void a_file_name_that_is_no_id_is_slugged_and_that_is_said() {
        PlanReading reading = Plans.read("Über die Brücke (2).md", "# Go\n");

        assertThat(reading.isValid()).isTrue();
        assertThat(Plans.said(reading)).singleElement().asString().contains("note", "the id is Uber-die-Brucke-2");
    }

    @Test
    void a_file_name_without_letters_makes_a_missing_id() {
        assertThat(Plans.errors(Plans.read("日本.md", "# Go\n")))
                .singleElement()
                .asString()
                .contains("the task has no id");
        assertThat(Plans.read("日本.md", "---\nid: japan\n---\n# Go\n").isValid()).isTrue();
    }

    @Test
    void a_task_that_says_nothing_is_an_error_and_one_with_a_title_only_a_warning() {
        assertThat(Plans.errors(Plans.read("a.md", "")))
                .singleElement()
                .asString()
                .contains("says nothing to do");
        assertThat(Plans.errors(Plans.read("a.md", "---\npriority: 1\n---\n"))).hasSize(1);
        assertThat(Plans.said(Plans.read("a.md", "---\ntitle: x\n---")))
                .singleElement()
                .asString()
                .contains("warning");
    }
}
