package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Author;
import dev.kintsugi.core.plan.Check;
import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.Healing;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectReaderTest {
    private static final String YAML = """
            ---
            name: Login pages
            repository: https://example.com/app.git
            base: main
            model: openai:http://localhost:11434/v1#m
            reviewer_model: bedrock:r
            max_workers: 2
            max_review_cycles: 5
            max_budget_usd: 2
            project_budget_usd: 20.50
            context_tokens: {"openai:http://localhost:11434/v1#m": 32768}
            setup: |
              npm ci
              npm run build
            checks:
              - name: tests
                command: npm test
                timeout: 10m
                network: true
              - {name: lint, command: npm run lint}
            gate: approve
            approvers: [ana, ben]
            approval_timeout: 2 days
            author: Ana <ana@example.com>
            goals: [one, two]
            constraints: none new
            context: |
              PEP 8.
            healing: true
            healing_max_attempts: 2
            healing_budget_reserve: 3
            defaults:
              labels: [web]
              priority: 9
              max_budget_usd: 1
            ...
            """;

    private static final String TOML = """
            name = "Login pages"
            repository = "https://example.com/app.git"
            base = "main"
            model = "openai:http://localhost:11434/v1#m"
            reviewer_model = "bedrock:r"
            max_workers = 2
            max_review_cycles = 5
            max_budget_usd = 2
            project_budget_usd = 20.50
            context_tokens."openai:http://localhost:11434/v1#m" = 32768
            setup = \"\"\"
            npm ci
            npm run build
            \"\"\"
            gate = "approve"
            approvers = ["ana", "ben"]
            approval_timeout = 172800
            author = { name = "Ana", email = "ana@example.com" }
            goals = ["one", "two"]
            constraints = "none new"
            context = "PEP 8."
            healing = true
            healing_max_attempts = 2
            healing_budget_reserve = 3
            defaults.labels = ["web"]
            defaults.priority = 9
            defaults.max_budget_usd = 1

            [[checks]]
            name = "tests"
            command = "npm test"
            timeout = 600
            network = true

            [[checks]]
            name = "lint"
            command = "npm run lint"
            """;

    @Test
    void every_key_of_a_project_is_read() {
        Project project = Plans.project("project.yaml", YAML, "task.md", "# Do it\n");

        assertThat(project.name()).isEqualTo("Login pages");
        assertThat(project.slug()).isEqualTo("login-pages");
        assertThat(project.settings())
                .isEqualTo(new Settings(
                        "https://example.com/app.git",
                        "main",
                        "openai:http://localhost:11434/v1#m",
                        "bedrock:r",
                        2,
                        5,
                        MicroDollars.ofDollars(2),
                        new MicroDollars(20_500_000),
                        new ContextWindows(null, Map.of("openai:http://localhost:11434/v1#m", 32_768)),
                        "npm ci\nnpm run build",
                        List.of(
                                new Check("tests", "npm test", Duration.ofMinutes(10), true),
                                new Check("lint", "npm run lint", Duration.ofMinutes(10), false)),
                        Gate.APPROVE,
                        List.of("ana", "ben"),
                        Duration.ofDays(2),
                        new Author("Ana", "ana@example.com"),
                        List.of("one", "two"),
                        List.of("none new"),
                        "PEP 8.",
                        new Healing(true, 2, MicroDollars.ofDollars(3))));
    }

    @Test
    void a_toml_project_file_says_the_same() {
        assertThat(Plans.project("project.toml", TOML, "task.md", "# Do it\n"))
                .isEqualTo(Plans.project("project.yaml", YAML, "task.md", "# Do it\n"));
    }

    @Test
    void task_beats_defaults_beats_project_beats_built_in() {
        String none = "# Do it\n";
        Task builtIn = Plans.project("task.md", none).tasks().getFirst();
        Task fromProject = Plans.project("project.yaml", "max_budget_usd: 2\ngate: approve\nmodel: m", "task.md", none)
                .tasks()
                .getFirst();
        Task fromDefaults =
                Plans.project("project.yaml", YAML, "task.md", none).tasks().getFirst();
        Task own = Plans.project("project.yaml", YAML, "task.md", Plans.withYaml("max_budget_usd: 0.5", "model: own"))
                .tasks()
                .getFirst();

        assertThat(builtIn.maxBudget()).isEqualTo(MicroDollars.ofDollars(5));
        assertThat(fromProject.maxBudget()).isEqualTo(MicroDollars.ofDollars(2));
        assertThat(fromProject.gate()).isEqualTo(Gate.APPROVE);
        assertThat(fromProject.model())
                .as("the project's, which a command may replace")
                .isNull();
        assertThat(fromDefaults.maxBudget()).isEqualTo(MicroDollars.ofDollars(1));
        assertThat(fromDefaults.labels()).containsExactly("web");
        assertThat(fromDefaults.priority()).isEqualTo(9);
        assertThat(own.maxBudget()).isEqualTo(new MicroDollars(500_000));
        assertThat(own.model()).isEqualTo("own");
    }

    @Test
    void without_a_project_file_the_defaults_hold() {
        Settings settings = Plans.project("task.md", "# Do it\n").settings();

        assertThat(settings.maxWorkers()).isNull();
        assertThat(settings.workersWith("bedrock:x")).isEqualTo(4);
        assertThat(settings.workersWith(null)).isEqualTo(4);
        assertThat(settings.workersWith("openai:http://127.0.0.1:8080/v1#m")).isEqualTo(1);
        assertThat(settings.approvalTimeout()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.healing()).isEqualTo(Healing.OFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_workers: 0                    | max_workers: expected a whole number from 1 to 1000",
                "repository: ssh://git@x/y         | repository: expected a folder, a file:// or an https:// address",
                "repository: git@github.com:a/b    | repository: expected a folder",
                "repository: http://x/y            | repository: expected a folder",
                "base: a..b                        | base: expected a branch or a commit",
                "base: -f                          | base: expected a branch or a commit",
                "approval_timeout: soon            | approval_timeout: expected a time from 1 minute to 365 days",
                "approval_timeout: 59              | found the number 59",
                "approval_timeout: 366d            | found the text \"366d\"",
                "author: Ana                       | author: expected a name and an address",
                "author: {name: Ana}               | author: expected a name and an address",
                "context_tokens: 999               | context_tokens: expected a whole number from 1000",
                "context_tokens: {m: lots}         | context_tokens.m: expected a whole number",
                "healing: on                       | healing: expected true or false",
                "healing_max_attempts: 11          | healing_max_attempts: expected a whole number from 1 to 10",
                "checks: npm test                  | checks: expected a table with name and command",
                "checks: [{name: a}]               | checks.command: expected text",
                "checks: [{name: a, command: b, timeot: 3}] | did you mean timeout?",
                "checks: [{name: a, command: b, timeout: 0}] | checks.timeout: expected a time from 1 second to 8 hours",
                "checks: [{name: 'a]', command: b}] | checks.name: expected text",
                "checks: [{name: a, command: b}, {name: A, command: c}] | a name that no other check has",
                "defaults: [a]                     | defaults: expected a table of keys",
                "defaults: {id: x}                 | the key defaults.id cannot hold for all tasks",
                "defaults: {priority: x}           | defaults.priority: expected a whole number",
                "default: {priority: 1}            | did you mean defaults?",
                "maxworkers: 3                     | did you mean max_workers?",
                "name: abcdefghijklmnopqrstuvwxyz  | name: expected a name whose slug has at most 25 characters",
            })
    void a_bad_setting_is_told(String line, String said) {
        PlanReading reading = Plans.projectReading(line);

        assertThat(reading.isValid()).isFalse();
        assertThat(Plans.errors(reading))
                .anySatisfy(
                        error -> assertThat(error).startsWith("project.yaml:1").contains(said));
    }

    @Test
    void a_password_in_an_address_is_refused_and_never_repeated() {
        PlanReading reading = Plans.projectReading("repository: https://ana:s3cret@example.com/x");

        assertThat(Plans.errors(reading))
                .singleElement()
                .asString()
                .contains("user or password")
                .doesNotContain("s3cret");
        assertThat(reading.problems().toString()).doesNotContain("s3cret");
    }

    @Test
    void a_reserve_for_healing_must_be_less_than_the_budget_it_is_taken_from() {
        assertThat(Plans.errors(Plans.projectReading("project_budget_usd: 3", "healing_budget_reserve: 3")))
                .singleElement()
                .asString()
                .contains("less than project_budget_usd, which is $3.00");
    }

    @Test
    void a_slug_of_25_characters_is_taken() {
        assertThat(Plans.project("project.yaml", "name: abcdefghijklmnopqrstuvwxy", "a.md", "# A\n")
                        .slug())
                .hasSize(25);
    }

    @Test
    void keys_of_the_systems_that_the_seeds_come_from_are_warnings() {
        assertThat(Plans.said(Plans.projectReading("description: x", "working_dir: y")))
                .hasSize(2)
                .allMatch(line -> line.contains("warning") && line.contains("is not used here"));
    }

    @Test
    void two_project_files_are_one_too_many() {
        assertThat(Plans.errors(Plans.read("project.yaml", "", "project.toml", "", "a.md", "# A\n")))
                .singleElement()
                .asString()
                .contains("project.toml", "one project file", "project.yaml is one already");
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "1m, 60", "1h30m, 5400", "2 days, 172800", "1d 2h 3m 4s, 93784", "8 hours, 28800"})
    void times_are_seconds_or_have_units(String written, long seconds) {
        assertThat(Plans.project("project.yaml", "approval_timeout: " + written, "a.md", "# A\n")
                        .settings()
                        .approvalTimeout())
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
