package dev.kintsugi.cli.work;

import static dev.kintsugi.cli.work.ScriptedCloud.job;
import static dev.kintsugi.cli.work.ScriptedCloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are told of healing: while it goes on, where a project stands, and in its report. */
class HealingOverHttpTest {
    private static final String LINE = "healing t2 (max_cycles) -> heal-t2: ";
    private static final String T2 = task(
                    "t2",
                    "escalated",
                    3,
                    ", \"cause\": \"max_cycles\", \"reason\": \"the reviewer objects to the last cycle\", \"healing\": \"%spassed\""
                            .formatted(LINE))
            .replace("\"marks\": []", "\"marks\": [\"healed\"]");
    private static final String REMEDY =
            task("heal-t2", "passed", 1, ", \"stands_for\": \"t2\", \"landed\": \"fedcba9876543210\"");

    private final ScriptedCloud cloud = new ScriptedCloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", cloud.endpoint()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String attempt(String status) {
        return """
                {"task": "t2", "number": 1, "cause": "max_cycles", "failed": "t2", "remediation": "heal-t2",
                 "status": "%s", "text": "%s%s", "at": "2026-11-21T00:00:00Z"}""".formatted(status, LINE, status);
    }

    private static String overview(String status, String healing, String waits) {
        return """
                {"id": "till-a1b2c3", "name": "Till", "status": "%s", "repository": "/repo", "base": "0123456789ab",
                 "branch": "kintsugi/till-a1b2c3/main", "run": 1, "model": "m", "reviewer_model": "m", "caller": "local",
                 "cost_usd": 0.031, "submitted_at": "2026-11-21T00:00:00Z", "waits": [%s], "healing": [%s], "counts":
                 {"total": 2, "created": 0, "pending": 0, "partial": 0, "passed": 1, "failed": 1, "skipped": 0,
                  "cancelled": 0, "text": "Total: 2 | Created: 0 | Pending: 0 | Partial: 0 | Passed: 1 | Failed: 1"}}""".formatted(status, waits, healing);
    }

    private void project(String status, String healing, String... tasks) {
        cloud.on("GET /projects", "{\"projects\": [" + overview(status, healing, "") + "]}")
                .on("GET /projects/till-a1b2c3", overview(status, healing, ""))
                .on("GET /projects/till-a1b2c3/tasks", "{\"tasks\": [" + String.join(",", tasks) + "]}");
    }

    @Test
    void status_tells_each_attempt_and_shows_the_task_as_healed() {
        project("completed", attempt("passed"), T2, REMEDY);

        CommandRun status = run("status", "till-a1b2c3");

        assertThat(status.out()).contains("t2       healed").contains("\n" + LINE + "passed\n");
        assertThat(status.out()).doesNotContain("t2 escalated:");
    }

    @Test
    void watch_tells_how_healing_goes_line_by_line_as_it_changes() {
        String waiting = task("heal-t2", "created", 0, ", \"stands_for\": \"t2\"");
        cloud.on("GET /projects", "{\"projects\": [" + overview("in_progress", "", "") + "]}")
                .on("GET /projects/till-a1b2c3", overview("in_progress", attempt("planning"), ""))
                .on("GET /projects/till-a1b2c3", overview("in_progress", attempt("created"), ""))
                .on("GET /projects/till-a1b2c3", overview("completed", attempt("passed"), ""))
                .on("GET /projects/till-a1b2c3/tasks", "{\"tasks\": [" + task("t2", "healing", 3, "") + "]}")
                .on("GET /projects/till-a1b2c3/tasks", "{\"tasks\": [" + T2 + "," + waiting + "]}")
                .on("GET /projects/till-a1b2c3/tasks", "{\"tasks\": [" + T2 + "," + REMEDY + "]}");

        cloud.on("GET /jobs/till-a1b2c3.t2", job(T2)).on("GET /jobs/till-a1b2c3.heal-t2", job(REMEDY));

        CommandRun watch = run("watch", "till-a1b2c3");

        assertThat(watch.exit()).isZero();
        assertThat(watch.out()).containsSubsequence(LINE + "planning", LINE + "created", LINE + "passed");
        assertThat(watch.out()).containsOnlyOnce(LINE + "planning").containsOnlyOnce(LINE + "created");
    }

    @Test
    void the_report_tells_tasks_commits_files_outside_healing_lost_calls_and_who_waits() {
        String waits = """
                {"job": "till-a1b2c3.gate", "kind": "approval", "since": "2026-11-21T00:00:00Z",
                 "commit": "abcdef0123456789", "command": "kintsugi approve till-a1b2c3.gate"}""";
        String overview = overview("in_progress", attempt("passed"), waits);
        cloud.on("GET /projects", "{\"projects\": [" + overview + "]}")
                .on("GET /projects/till-a1b2c3/report", """
                        {"project": %s, "approvers": ["ann", "bob"], "healing": [%s], "next": "0", "tasks": [
                         {"task": %s, "cycles": 3, "commits": ["1111111aaa", "2222222bbb"], "commits_more": 0,
                          "outside": ["x.sh"], "outside_more": 2, "lost_calls": 1, "lost_usd": 0.004}]}""".formatted(overview, attempt("passed"), T2))
                .on("GET /projects/till-a1b2c3/report?after=0", """
                        {"project": %s, "approvers": ["ann", "bob"], "healing": [], "tasks": [
                         {"task": %s, "cycles": 1, "commits": [], "commits_more": 0, "outside": [], "outside_more": 0,
                          "lost_calls": 0, "lost_usd": 0}]}""".formatted(overview, REMEDY));

        CommandRun report = run("report", "till");

        assertThat(report.exit()).isZero();
        assertThat(report.out()).isEqualToNormalizingNewlines("""
                Till (till-a1b2c3): in progress
                Repository: /repo at 0123456, run 1
                Submitted: 2026-11-21T00:00:00Z by local
                Total: 2 | Created: 0 | Pending: 0 | Partial: 0 | Passed: 1 | Failed: 1
                Cost: $0.0310 of $1.00, $0.0040 of it for a reply that never came back, at the worst they can have cost

                Tasks:
                  t2  healed, 3 cycles, $0.0120, $0.0040 of it for a reply that never came back, at the worst they can have cost
                    Do t2
                    max_cycles: the reviewer objects to the last cycle
                    commits 1111111, 2222222
                  heal-t2  passed, 1 cycle, $0.0120, landed as fedcba9
                    Do heal-t2
                    heals t2

                Written outside the scope of their tasks:
                  t2: x.sh and 2 more

                Healing:
                  Healed: 1 | Under way: 0 | Failed: 0 | Skipped: 0
                  healing t2 (max_cycles) -> heal-t2: passed

                Waiting for a person:
                  till-a1b2c3.gate waits for approval of commit abcdef0 by ann or bob since 2026-11-21T00:00:00Z: kintsugi approve till-a1b2c3.gate --endpoint %s

                To take the work into your branch:
                  git merge kintsugi/till-a1b2c3/main
                """.formatted(cloud.endpoint()));
        assertThat(cloud.asked()).anyMatch(call -> call.contains("after=0"));
    }

    @Test
    void the_report_is_one_json_object_or_one_line_when_that_is_asked_for() {
        String overview = overview("completed", "", "");
        cloud.on("GET /projects", "{\"projects\": [" + overview + "]}")
                .on(
                        "GET /projects/till-a1b2c3/report",
                        "{\"project\": %s, \"approvers\": [], \"tasks\": [], \"healing\": []}".formatted(overview));

        assertThat(run("report", "till-a1b2c3", "--summary").out())
                .isEqualToIgnoringNewLines("Total: 2 | Created: 0 | Pending: 0 | Partial: 0 | Passed: 1 | Failed: 1");
        assertThat(run("report", "till-a1b2c3", "--json").out())
                .startsWith("{")
                .contains("\"tasks\" : [ ]")
                .endsWith("}" + System.lineSeparator());
        assertThat(run("report").exit()).isEqualTo(2);
        assertThat(run("report").err()).contains("which project?").contains("till-a1b2c3");
        assertThat(run("report", "nope").exit()).isEqualTo(2);
    }
}
