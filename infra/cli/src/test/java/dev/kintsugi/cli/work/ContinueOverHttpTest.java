package dev.kintsugi.cli.work;

import static dev.kintsugi.cli.work.ScriptedCloud.job;
import static dev.kintsugi.cli.work.ScriptedCloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partial job as a person sees it and moves it on. */
class ContinueOverHttpTest {
    private static final String JOB = "till-a1b2c3.sum";
    private static final String CONTINUE = "POST /jobs/" + JOB + "/continue";

    private final ScriptedCloud cloud = new ScriptedCloud();

    @BeforeEach
    void a_partial_job() {
        cloud.project("in_progress", task("sum", "partial", 2, ""), task("other", "passed", 1, ""))
                .on("GET /jobs/" + JOB, job(task("sum", "partial", 2, "")))
                .on("GET /jobs/" + JOB + "/partial", """
                        {"job": "till-a1b2c3.sum", "status": "partial", "cycle": 2, "continues": 1, "max_continues": 10,
                         "commit": "fedcba9876543210", "model": "bedrock:m", "obstacle": "the budget is spent",
                         "applied": [{"id": "e-1", "file": "sum.sh", "line": 3, "outcome": "exact"}],
                         "failed": [{"id": "e-2", "file": "sum.sh", "kind": "replace", "preview": "echo $total",
                           "reason": "differs in whitespace", "line": 7, "find": "x", "replace": "y",
                           "candidates": [{"line": 7, "similarity": 93, "hint": "whitespace", "preview": "echo  $total"}]}],
                         "suggestions": ["sum.sh: whitespace or indentation differs"], "at": "2026-11-21T00:00:00Z"}""");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static String preview(String model, boolean asks) {
        return """
                {"job": "till-a1b2c3.sum", "commit": "fedcba9876543210", "continues": 1, "asks": %s, "model": "%s",
                 "text": "1 edit missing: 0 can be applied now", "edits": [{"id": "e-2", "file": "sum.sh", "line": 7,
                  "preview": "echo $total", "outcome": "will fail", "reason": "differs in whitespace"}]}""".formatted(asks, model);
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", cloud.endpoint()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void show_prints_applied_and_missing_edits_with_reasons_lines_candidates_and_suggestions() {
        CommandRun shown = run("show", JOB);

        assertThat(shown.exit()).isZero();
        assertThat(shown.out())
                .contains("Partial since cycle 2: 1 edit applied at commit fedcba9, 1 missing, continued 1 of 10 times")
                .contains("the budget is spent")
                .contains("applied  e-1  sum.sh:3 (exact)")
                .contains("missing  e-2  sum.sh:7: echo $total")
                .contains("differs in whitespace")
                .contains("possible match at line 7 (93% similar): echo  $total")
                .contains("sum.sh: whitespace or indentation differs")
                .contains("Go on: kintsugi continue " + JOB);
        assertThat(run("show", JOB, "--json").out()).contains("\"max_continues\" : 10");
    }

    @Test
    void a_status_says_how_it_goes_on() {
        assertThat(run("status", "till-a1b2c3").out())
                .contains("sum is partial: some edits do not apply")
                .contains("go on: kintsugi continue " + JOB + " --endpoint " + cloud.endpoint());
    }

    @Test
    void two_addresses_are_one_too_many() {
        CommandRun refused = run("status", "--stack", "team");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--endpoint and --stack both name a cloud");
    }

    @Test
    void a_dry_run_shows_what_each_edit_would_come_to() {
        cloud.on(CONTINUE, preview("bedrock:m", true));

        CommandRun dry = run("continue", JOB, "--dry-run");

        assertThat(dry.exit()).isZero();
        assertThat(dry.out())
                .contains(JOB + ", at commit fedcba9")
                .contains("e-2  sum.sh:7  will fail: echo $total")
                .contains("differs in whitespace");
        assertThat(cloud.asked()).filteredOn(call -> call.startsWith(CONTINUE)).hasSize(1);
        assertThat(run("continue", JOB, "--dry-run", "--json").out()).contains("\"outcome\" : \"will fail\"");
    }

    @Test
    void a_model_that_may_cost_money_is_not_asked_without_a_yes() {
        cloud.on(CONTINUE, preview("bedrock:m", true));

        CommandRun refused = run("continue", JOB);

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("nothing was done: bedrock:m would be asked")
                .contains("--yes");
    }

    @Test
    void with_a_yes_it_goes_on_and_a_busy_cloud_is_asked_again() {
        cloud.on(CONTINUE, preview("bedrock:m", true))
                .on(CONTINUE, 503, "{\"detail\": \"busy\"}")
                .on(CONTINUE, 202, "{\"text\": \"job till-a1b2c3.sum goes on in its execution x\"}");

        CommandRun gone = run("continue", JOB, "--yes", "--model", "bedrock:n", "--drop", "e-9", "--note", "mind it");

        assertThat(gone.exit()).as(gone.err()).isZero();
        assertThat(gone.out()).contains("goes on in its execution x");
    }

    @Test
    void without_a_job_the_only_partial_one_is_meant() {
        for (int time = 0; time < 3; time++) {
            cloud.on(CONTINUE, preview("recorded:x", true)).on(CONTINUE, 202, "{\"text\": \"it goes on\"}");
        }

        assertThat(run("continue", "--json").out()).contains("it goes on");
        assertThat(run("run", "--continue", "--yes").out()).contains("1 edit missing");
        assertThat(run("run", "--continue", "sum", "--yes").exit()).isZero();
        assertThat(run("continue", "nobody").err()).contains("no project has a task 'nobody'");
    }

    @Test
    void what_the_cloud_refuses_is_told_in_its_words() {
        cloud.on(CONTINUE, 409, "{\"detail\": \"job till-a1b2c3.sum is passed: nothing of it is missing\"}");

        CommandRun refused = run("continue", JOB, "--yes");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is passed: nothing of it is missing");
    }

    @Test
    void run_without_a_plan_says_what_it_needs() {
        assertThat(run("run").err()).contains("which plan? name a folder of task files");
    }
}
