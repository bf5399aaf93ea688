package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What inspect, resume, retry, skip and reset ask of a cloud and tell people, where nobody can be asked. */
class RestartOverHttpTest {
    private static final String TOKEN = "7;sum=5";

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

    /** A project of three tasks of which one passed, one was interrupted and one waits. */
    private void interrupted() {
        cloud.project("in_progress", ScriptedCloud.task("sum", "executing", 2, ", \"marks\": [\"interrupted\"]"));
        cloud.on("GET /projects/till-a1b2c3/inspect", """
                {"project": "till-a1b2c3", "name": "Till", "status": "in_progress", "next": "resume", "total": 3,
                 "completed": 1, "pending": 1, "failed": 0, "partial": 0, "skipped": 0, "cancelled": 0, "running": 0,
                 "interrupted": [{"task": "sum", "title": "Add it up", "status": "executing", "restarts": true,
                   "cycle": 2, "attempt": 1, "last_session": {"task": "sum", "role": "coder", "cycle": 2, "turns": 3,
                   "status": "running", "at": "2026-11-21T00:00:00Z"}}],
                 "needs_cleanup": true, "done": [{"task": "read", "title": "Read it", "status": "passed", "held": false}],
                 "remaining": [{"task": "sum", "title": "Add it up", "status": "executing", "held": false},
                   {"task": "print", "title": "Print it", "status": "created", "held": true}],
                 "failures": [], "branches": [{"branch": "kintsugi/till-a1b2c3/task/sum", "kind": "moved",
                   "text": "somebody added 2 commits, which are kept and built upon", "needs_consent": false}],
                 "cost_usd": 0.031, "budget_usd": 2.0, "token": "%s"}""".formatted(TOKEN));
    }

    @Test
    void resume_of_a_completed_project_says_so_and_decides_nothing() {
        cloud.project("completed", ScriptedCloud.task("sum", "passed", 2, ""));
        cloud.on("GET /projects/till-a1b2c3/inspect", """
                {"project": "till-a1b2c3", "name": "Till", "status": "completed", "next": "report", "total": 1,
                 "completed": 1, "pending": 0, "failed": 0, "partial": 0, "skipped": 0, "cancelled": 0, "running": 0,
                 "interrupted": [], "needs_cleanup": false, "done": [], "remaining": [], "failures": [], "branches": [],
                 "cost_usd": 0.031, "budget_usd": 2.0, "token": "%s"}""".formatted(TOKEN));

        CommandRun resume = run("resume", "till", "--yes");

        assertThat(resume.exit()).as(resume.err()).isZero();
        assertThat(resume.out()).contains("till-a1b2c3 is completed; nothing of it is left");
        assertThat(cloud.asked()).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void inspect_shows_what_was_completed_what_remains_the_last_session_the_cost_and_the_token() {
        interrupted();

        CommandRun inspect = run("inspect", "till");

        assertThat(inspect.exit()).isZero();
        assertThat(inspect.out()).isEqualToNormalizingNewlines("""
                Project: Till
                Status: in_progress

                Progress:
                  Completed: 1 tasks
                  Pending: 1 tasks
                  Failed: 0 tasks

                Interrupted task: Add it up
                This task will be restarted from the beginning.
                Last session: coder, cycle 2, 3 turns (running)

                Completed: read
                Remaining: sum, print (held)
                Branch kintsugi/till-a1b2c3/task/sum: moved, somebody added 2 commits, which are kept and built upon
                Cost so far: $0.0310 of $2.00
                State token: 7;sum=5
                """);
        assertThat(run("inspect", "till-a1b2c3", "--json").out())
                .contains("\"needs_cleanup\" : true", "\"token\" : \"7;sum=5\"");
    }

    @Test
    void where_nobody_can_be_asked_a_resume_needs_yes_and_changes_nothing() {
        interrupted();

        CommandRun resume = run("resume", "till-a1b2c3");

        assertThat(resume.exit()).isEqualTo(2);
        assertThat(resume.out()).contains("Interrupted task: Add it up");
        assertThat(resume.err()).contains("--yes");
        assertThat(cloud.asked()).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void a_resume_says_the_token_of_what_was_seen_with_every_option() {
        interrupted();
        cloud.on("POST /projects/till-a1b2c3/resume", 202, "{\"text\": \"project till-a1b2c3 goes on from sum\"}");

        CommandRun resume = run(
                "resume", "till-a1b2c3", "--yes", "--from", "sum", "--keep-cycles", "--budget", "3", "--accept-drift");

        assertThat(resume.exit()).isZero();
        assertThat(resume.out()).contains("goes on from sum");
        assertThat(cloud.asked())
                .contains("POST /projects/till-a1b2c3/resume {\"token\":\"7;sum=5\",\"keep_cycles\":true,"
                        + "\"accept_drift\":true,\"from\":\"sum\",\"budget_usd\":3}");
    }

    @Test
    void a_stale_token_is_told_with_the_difference() {
        interrupted();
        cloud.on("POST /projects/till-a1b2c3/resume", 409, """
                {"title": "The project changed meanwhile", "status": 409, "detail": "it is not as you saw it",
                 "problems": [{"key": "token", "message": "sum is passed now"}]}""");

        CommandRun resume = run("resume", "till-a1b2c3", "--yes");

        assertThat(resume.exit()).isEqualTo(2);
        assertThat(resume.err()).contains("it is not as you saw it").contains("sum is passed now");
    }

    @Test
    void a_retry_and_a_skip_name_their_tasks() {
        interrupted();
        cloud.on("POST /projects/till-a1b2c3/retry", 202, "{\"text\": \"one task is tried again\"}")
                .on("POST /projects/till-a1b2c3/skip", 202, "{\"text\": \"skipped\"}");

        CommandRun retry = run(
                "retry",
                "till-a1b2c3",
                "--yes",
                "--task",
                "sum",
                "--note",
                "try the other way",
                "--cycles",
                "5",
                "--budget",
                "0.5");
        CommandRun skip = run("skip", "till-a1b2c3", "--yes", "--task", "sum", "--task", "print");

        assertThat(retry.exit()).as(retry.err()).isZero();
        assertThat(skip.exit()).as(skip.err()).isZero();
        assertThat(cloud.asked())
                .anySatisfy(call -> assertThat(call)
                        .startsWith("POST /projects/till-a1b2c3/retry")
                        .contains("\"tasks\":[\"sum\"]", "\"note\":\"try the other way\"", "\"cycles\":5"))
                .anySatisfy(call -> assertThat(call)
                        .startsWith("POST /projects/till-a1b2c3/skip")
                        .contains("\"tasks\":[\"sum\",\"print\"]", "\"token\":\"7;sum=5\""));
    }

    @Test
    void a_reset_confirms_with_the_projects_id() {
        interrupted();
        cloud.on("POST /projects/till-a1b2c3/reset", 202, "{\"text\": \"project till-a1b2c3 begins again\"}");

        assertThat(run("reset", "till-a1b2c3").exit()).isEqualTo(2);
        CommandRun reset = run("reset", "till-a1b2c3", "--yes", "--purge-sessions");

        assertThat(reset.exit()).as(reset.err()).isZero();
        assertThat(cloud.asked())
                .last()
                .asString()
                .contains("\"confirm\":\"till-a1b2c3\"", "\"purge_sessions\":true", "\"token\":\"7;sum=5\"");
    }

    @Test
    void an_unknown_project_is_one_clear_error() {
        cloud.on("GET /projects", "{\"projects\": []}");

        assertThat(run("inspect", "nobody").exit()).isEqualTo(2);
        assertThat(run("resume", "nobody", "--yes").err()).contains("nobody");
    }
}
