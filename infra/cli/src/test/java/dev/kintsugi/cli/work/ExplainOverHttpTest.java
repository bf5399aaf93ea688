package dev.kintsugi.cli.work;

import static dev.kintsugi.cli.work.ScriptedCloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a job failed, as a person reads it. */
class ExplainOverHttpTest {
    private static final String JOB = "till-a1b2c3.sum";

    private final ScriptedCloud cloud = new ScriptedCloud();

    @BeforeEach
    void a_failed_job() {
        String output = String.join("\\n", Collections.nCopies(40, "a line of the check")) + "\\nit is red";
        cloud.project("failed", task("sum", "failed", 2, ""))
                .on("GET /jobs/" + JOB + "/explanation", """
                {"task": %s, "project": "till-a1b2c3", "branch": "kintsugi/till-a1b2c3/task/sum",
                 "base": "0123456789abcdef0123456789abcdef01234567", "text": "a check still fails after 2 cycles",
                 "check": {"name": "test", "output": "%s"},
                 "findings": [{"id": "f-1", "severity": "critical", "description": "[check:test] it is red"},
                              {"id": "f-2", "severity": "major", "description": "no total", "file": "sum.sh", "line": 7}],
                 "coder": "I did\\nwhat I could", "reviewer": "\\u001b[2Jno",
                 "commits": ["fedcba9876543210fedcba9876543210fedcba98"], "files": ["sum.sh"],
                 "next": [{"what": "tell the coder what to do about it",
                           "command": "kintsugi retry till-a1b2c3 --task sum --note TEXT"}]}""".formatted(task("sum", "failed", 2, ""), output));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private CommandRun explain(String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(
                new String[] {"explain", "sum", "--endpoint", cloud.endpoint()},
                0,
                arguments,
                0,
                arguments.length - more.length);
        System.arraycopy(more, 0, arguments, arguments.length - more.length, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void the_reason_comes_first_then_the_evidence_then_what_to_do() {
        CommandRun told = explain();

        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out())
                .containsSubsequence(
                        JOB + ": Do sum",
                        "failed: a check still fails after 2 cycles",
                        "cycle 2 of 3, $0.0120 of $0.50",
                        "The check \"test\" fails",
                        "  | ...",
                        "  | it is red",
                        "Open findings",
                        "  [major] no total (sum.sh:7)",
                        "What the coder said last",
                        "  | I did",
                        "What is done and kept",
                        "  1 commit on branch kintsugi/till-a1b2c3/task/sum",
                        "  git diff 0123456 fedcba9",
                        "What you can do",
                        "  tell the coder what to do about it:",
                        "    kintsugi retry till-a1b2c3 --task sum --note TEXT --endpoint " + cloud.endpoint());
        assertThat(told.out()).doesNotContain("[check:test]").doesNotContain("\u001b");
        assertThat(told.out().lines().filter(line -> line.contains("a line of the check")))
                .hasSize(ExplanationText.MOST_QUOTED - 1);
    }

    @Test
    void as_json_it_is_whole_and_in_one_line_it_has_the_command() {
        assertThat(explain("--json").out())
                .contains("\"output\" : \"a line of the check")
                .contains("\"next\"");
        assertThat(explain("--summary").out().strip())
                .isEqualTo(JOB + " | failed | a check still fails after 2 cycles"
                        + " | kintsugi retry till-a1b2c3 --task sum --note TEXT");
    }

    @Test
    void an_unknown_job_is_one_error() {
        CommandRun unknown = CommandRun.of("explain", "till-a1b2c3.nobody", "--endpoint", cloud.endpoint());

        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no");
    }
}
