package dev.kintsugi.cli.work;

import static dev.kintsugi.cli.work.ScriptedCloud.job;
import static dev.kintsugi.cli.work.ScriptedCloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command asks of a cloud and tells people, whatever the cloud is. */
class CommandsOverHttpTest {
    private static final String OBJECTED = """
            {"number": 1, "commits": ["1111111aaa"], "summary": "adds it up", "files": ["sum.sh", "x.sh"],
             "outside": ["x.sh"], "applied": 2, "failed": 1, "verdict": "changes_requested", "cost_usd": 0.01,
             "at": "2026-11-21T00:00:00Z", "edits": [], "findings": [{"id": "f-000000000000", "severity": "major",
              "description": "Rounds wrongly", "file": "sum.sh", "line": 3}]}""";
    private static final String APPROVED = """
            {"number": 2, "commits": ["fedcba9876543210"], "summary": "", "files": [], "outside": [], "applied": 1,
             "failed": 0, "verdict": "approved", "cost_usd": 0.002, "at": "2026-11-21T00:00:00Z", "edits": [], "findings": []}""";

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

    @Test
    void status_shows_each_task_and_what_waits_for_whom_with_the_command_for_it() {
        cloud.project(
                "in_progress",
                task("sum", "passed", 2, ""),
                task("gate", "awaiting_approval", 1, ", \"commit\": \"abcdef0123\""));

        CommandRun status = run("status", "till-a1b2c3");

        assertThat(status.exit()).isZero();
        assertThat(status.out())
                .contains("sum   passed             cycle 2/3     $0.0120")
                .contains("gate  awaiting approval")
                .contains("Total: 2 | Created: 0 | Pending: 1 | Partial: 0 | Passed: 1 | Failed: 0")
                .contains("Cost: $0.0240 of $2.00")
                .contains("gate waits for a person to approve commit abcdef0")
                .contains("approve: kintsugi approve till-a1b2c3.gate --endpoint " + cloud.endpoint())
                .contains("git merge kintsugi/till-a1b2c3/main");
        assertThat(status.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(110));
    }

    @Test
    void status_without_a_project_lists_all() {
        cloud.project("in_progress");

        assertThat(run("status").out())
                .contains("till-a1b2c3")
                .contains("in progress")
                .contains("1 of 2 tasks passed");
        assertThat(run("status", "--summary").out())
                .isEqualToIgnoringNewLines("Total: 2 | Created: 0 | Pending: 1 | Partial: 0 | Passed: 1 | Failed: 0");
        assertThat(run("status", "--json").out()).contains("\"id\" : \"till-a1b2c3\"");
    }

    @Test
    void watch_without_a_project_lists_them_to_choose_from() {
        cloud.project("in_progress");

        CommandRun watch = run("watch");

        assertThat(watch.exit()).isEqualTo(2);
        assertThat(watch.err()).contains("which project?").contains("till-a1b2c3");
    }

    @Test
    void the_beginning_of_a_projects_id_is_enough() {
        cloud.project("completed", task("sum", "passed", 1, ""));

        assertThat(run("status", "till").exit()).isZero();
        assertThat(run("status", "tall").err()).contains("there is no project 'tall'");
    }

    @Test
    void watch_tells_each_change_and_each_cycle_and_ends_with_the_exit_code() {
        cloud.project("in_progress", task("sum", "executing", 1, ""))
                .project("in_progress", task("sum", "reviewing", 2, ""))
                .project("completed", task("sum", "passed", 2, ""))
                .on("GET /jobs/till-a1b2c3.sum", job(task("sum", "reviewing", 2, ""), OBJECTED, APPROVED));

        CommandRun watch = run("watch", "till-a1b2c3");

        assertThat(watch.exit()).isZero();
        assertThat(watch.out())
                .contains("executing, cycle 1 of 3")
                .contains("cycle 1: 2 edits applied, 1 failed, commit 1111111; the reviewer objects: [major] Rounds"
                        + " wrongly (sum.sh:3)")
                .contains("reviewing, cycle 2 of 3")
                .contains("cycle 2: 1 edit applied, commit fedcba9; approved")
                .contains("passed, $0.01");
    }

    @Test
    void watch_exits_3_when_a_person_can_move_it_on_and_1_when_it_failed() {
        cloud.project(
                "in_progress",
                task("gate", "awaiting_approval", 1, ""),
                task("next", "created", 0, "").replace("\"depends_on\": []", "\"depends_on\": [\"gate\"]"));
        cloud.on("GET /jobs/till-a1b2c3.gate", job(task("gate", "awaiting_approval", 1, "")));
        assertThat(run("watch", "till-a1b2c3").exit()).isEqualTo(3);

        ScriptedCloud other = new ScriptedCloud();
        other.project("failed", task("sum", "failed", 1, ", \"reason\": \"no luck\", \"cause\": \"max_cycles\""))
                .on("GET /jobs/till-a1b2c3.sum", job(task("sum", "failed", 1, "")));
        CommandRun failed = CommandRun.of("watch", "till-a1b2c3", "--endpoint", other.endpoint());
        other.close();

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("sum failed: no luck").contains("why: kintsugi explain till-a1b2c3.sum");
    }

    @Test
    void quiet_says_nothing_and_the_exit_code_tells() {
        cloud.project("completed", task("sum", "passed", 1, ""))
                .on("GET /jobs/till-a1b2c3.sum", job(task("sum", "passed", 1, ""), OBJECTED));

        CommandRun quiet = run("watch", "till-a1b2c3", "--quiet");

        assertThat(quiet.exit()).isZero();
        assertThat(quiet.out()).isEmpty();
        assertThat(run("watch", "till-a1b2c3", "--json").out())
                .contains("\"exit\" : 0")
                .contains("\"job\" : \"till-a1b2c3.sum\"");
    }

    @Test
    void show_tells_a_job_cycle_by_cycle() {
        cloud.on(
                "GET /jobs/till-a1b2c3.sum",
                job(task("sum", "passed", 2, ", \"commit\": \"fedcba9876543210\""), OBJECTED, APPROVED));

        CommandRun show = run("show", "till-a1b2c3.sum");

        assertThat(show.exit()).isZero();
        assertThat(show.out())
                .contains("till-a1b2c3.sum: Do sum")
                .contains("Cycle 1  $0.0100")
                .contains("the reviewer objects: [major] Rounds wrongly (sum.sh:3)")
                .contains("x.sh  (outside the task's scope)")
                .contains("git diff 0123456 fedcba9");
        assertThat(run("show", "till-a1b2c3.sum", "--summary").out())
                .isEqualToIgnoringNewLines("till-a1b2c3.sum | passed | cycle 2/3 | $0.0120");
    }

    @Test
    void show_finds_a_task_that_only_one_project_has() {
        cloud.project("completed", task("sum", "passed", 2, ""))
                .on(
                        "GET /jobs/till-a1b2c3.sum",
                        job(task("sum", "passed", 2, ", \"commit\": \"fedcba9876543210\""), OBJECTED, APPROVED));

        assertThat(run("show", "sum").exit()).isZero();
        assertThat(run("show", "som").err()).contains("no project has a task 'som'");
        assertThat(run("show").err()).contains("which job?").contains("till-a1b2c3.sum");
    }

    @Test
    void approve_says_yes_to_the_commit_that_waits_and_to_no_other() {
        cloud.project("in_progress", task("gate", "awaiting_approval", 1, ""))
                .on(
                        "GET /jobs/till-a1b2c3.gate",
                        job(task("gate", "awaiting_approval", 1, ", \"commit\": \"abcdef0123\"")))
                .on("POST /jobs/till-a1b2c3.gate/approve", 202, "{\"status\": \"landing\"}");

        CommandRun approve = run("approve", "till-a1b2c3.gate");

        assertThat(approve.exit()).isZero();
        assertThat(approve.out()).contains("approved till-a1b2c3.gate at commit abcdef0");
        assertThat(cloud.asked())
                .contains("POST /jobs/till-a1b2c3.gate/approve"
                        + " {\"decision\":\"approved\",\"commit\":\"abcdef0123\"}");
        assertThat(run("approve", "till-a1b2c3.gate", "--commit", "1234567").err())
                .contains("waits with commit abcdef0, not 1234567");
    }

    @Test
    void a_rejection_needs_a_comment() {
        cloud.on(
                        "GET /jobs/till-a1b2c3.gate",
                        job(task("gate", "awaiting_approval", 1, ", \"commit\": \"abcdef0123\"")))
                .on("POST /jobs/till-a1b2c3.gate/approve", 202, "{}");

        assertThat(run("approve", "till-a1b2c3.gate", "--reject").exit()).isEqualTo(2);
        assertThat(run("approve", "till-a1b2c3.gate", "--reject", "--comment", "no")
                        .exit())
                .isZero();
        assertThat(cloud.asked())
                .last()
                .asString()
                .contains("{\"decision\":\"rejected\",\"commit\":\"abcdef0123\",\"comment\":\"no\"}");
    }

    @Test
    void what_waits_for_no_approval_cannot_be_approved() {
        cloud.on("GET /jobs/till-a1b2c3.sum", job(task("sum", "executing", 1, "")));

        assertThat(run("approve", "till-a1b2c3.sum").err())
                .contains("till-a1b2c3.sum is executing and waits for no approval");
    }

    @Test
    void cancel_gives_up_a_project_or_a_job() {
        cloud.project("aborted")
                .on("POST /projects/till-a1b2c3/cancel", "{\"text\": \"till-a1b2c3 is cancelled\"}")
                .on("POST /jobs/till-a1b2c3.sum/cancel", "{\"text\": \"till-a1b2c3.sum is cancelled\"}");

        assertThat(run("cancel", "till-a1b2c3").out()).contains("till-a1b2c3 is cancelled");
        assertThat(run("cancel", "till-a1b2c3.sum").out()).contains("till-a1b2c3.sum is cancelled");
        assertThat(run("cancel").err()).contains("which project?");
    }

    @Test
    void submit_sends_the_plan_and_leaves(@TempDir Path folder) throws IOException {
        Path plan = Files.createDirectory(folder.resolve("plan"));
        Files.writeString(plan.resolve("sum.md"), "# Add it up\n");
        cloud.on("POST /projects", 202, "{\"id\": \"till-a1b2c3\", \"same\": false}");

        CommandRun submit = run("submit", plan.toString(), "--repo", folder.toString(), "--model", "recorded:replies");

        assertThat(submit.exit()).isZero();
        assertThat(submit.out())
                .contains("till-a1b2c3 submitted")
                .contains("kintsugi watch till-a1b2c3 --endpoint " + cloud.endpoint());
        assertThat(cloud.asked())
                .singleElement()
                .asString()
                .contains("\"sum.md\":\"# Add it up\\n\"")
                .contains("\"project.yaml\":\"name: \\\"plan\\\"\\n\"")
                .contains("\"repository\":\"" + folder)
                .contains("\"model\":\"recorded:/");
    }

    @Test
    void a_refusal_lists_every_problem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("sum.md"), "# Add it up\n");
        cloud.on("POST /projects", 400, """
                {"type": "about:blank", "title": "The plan is not valid", "status": 400, "detail": "2 problems",
                 "problems": [{"file": "sum.md", "line": 3, "key": "scope", "message": "no such folder"},
                              {"message": "there is no branch 'maim'"}]}""");

        CommandRun submit = run("submit", folder.toString(), "--repo", folder.toString());

        assertThat(submit.exit()).isEqualTo(2);
        assertThat(submit.err())
                .contains("kintsugi: 2 problems")
                .contains("  sum.md:3 scope: no such folder")
                .contains("  there is no branch 'maim'");
    }

    @Test
    void what_is_no_kintsugi_cloud_is_told_in_one_line() {
        cloud.on("GET /projects", "<html>a router</html>");

        assertThat(run("status").err()).contains("answers, but not as a Kintsugi cloud does");
        assertThat(CommandRun.of("status", "--endpoint", "nonsense").err()).contains("--endpoint: expected http://");
        assertThat(CommandRun.of("status", "--endpoint", "http://127.0.0.1:9").err())
                .contains("nothing listens at http://127.0.0.1:9");
    }
}
