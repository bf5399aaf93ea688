package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.screen.RestartView;
import dev.kintsugi.cli.screen.Screen;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.Inspection.InterruptedTask;
import dev.kintsugi.core.view.Inspection.Next;
import dev.kintsugi.core.view.Inspection.SessionLine;
import dev.kintsugi.core.view.Inspection.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seed 002's resume confirmation and its failed tasks, word for word and key by key. */
class RestartDialogTest {
    private final StringWriter shown = new StringWriter();

    private RestartDialog dialog(boolean unicode, String typed) {
        return new RestartDialog(
                new RestartView(screen(unicode)),
                new PrintWriter(shown, true),
                new BufferedReader(new StringReader(typed)));
    }

    private static Screen screen(boolean unicode) {
        return new Screen(true, false, unicode, 80);
    }

    private static TaskState task(String id, JobStatus status) {
        return new TaskState(id, "Do " + id, status, false, null);
    }

    private static Inspection interrupted(InterruptedTask... interrupted) {
        return inspection(Next.RESUME, List.of(interrupted), List.of());
    }

    private static Inspection inspection(Next next, List<InterruptedTask> interrupted, List<TaskState> failures) {
        return new Inspection(
                "till-a1b2c3",
                "Till",
                ProjectStatus.IN_PROGRESS,
                next,
                4,
                2,
                1,
                failures.size(),
                0,
                0,
                0,
                0,
                interrupted,
                null,
                true,
                List.of(task("read", JobStatus.PASSED)),
                List.of(task("sum", JobStatus.EXECUTING), task("print", JobStatus.CREATED)),
                failures,
                List.of(),
                new BigDecimal("0.031"),
                null,
                null,
                "7;sum=5");
    }

    private static InterruptedTask sum(boolean restarts) {
        return new InterruptedTask(
                "sum",
                "Add it up",
                restarts ? JobStatus.EXECUTING : JobStatus.LANDING,
                restarts,
                2,
                1,
                null,
                null,
                new SessionLine("sum", "coder", 2, 3, "running", null, Instant.EPOCH));
    }

    @Test
    void the_resume_confirmation_is_the_seeds_word_for_word() throws IOException {
        RestartDialog.Choice choice = dialog(true, "\n").resume(interrupted(sum(true)));

        assertThat(choice).isEqualTo(new RestartDialog.Choice.Resume());
        assertThat(shown.toString().lines().toList())
                .startsWith(
                        "Resume Project?",
                        "",
                        "Project: Till",
                        "Status: in_progress",
                        "",
                        "Progress:",
                        "  Completed: 2 tasks",
                        "  Pending: 1 tasks",
                        "  Failed: 0 tasks",
                        "",
                        "Interrupted task: Add it up",
                        "This task will be restarted from the beginning.")
                .contains("Last session: coder, cycle 2, 3 turns (running)", "Completed: read", "Remaining: sum, print")
                .endsWith("", "enter: resume \u2022 r: reset all \u2022 q: quit")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void without_utf_8_a_hyphen_stands_between_the_keys() throws IOException {
        dialog(false, "q\n").resume(interrupted(sum(true)));

        assertThat(shown.toString())
                .contains("enter: resume - r: reset all - q: quit")
                .isASCII();
    }

    @Test
    void a_task_that_goes_on_where_it_was_is_not_said_to_restart_and_every_interrupted_one_is_named()
            throws IOException {
        dialog(true, "q\n").resume(interrupted(sum(false), sum(true)));

        assertThat(shown.toString().lines().filter(line -> line.equals("Interrupted task: Add it up")))
                .hasSize(2);
        assertThat(shown.toString().lines().filter(line -> line.contains("restarted from the beginning")))
                .hasSize(1);
    }

    @Test
    void a_reset_is_asked_a_second_time() throws IOException {
        assertThat(dialog(true, "r\ny\n").resume(interrupted(sum(true)))).isEqualTo(new RestartDialog.Choice.Reset());
        assertThat(dialog(true, "r\n\n").resume(interrupted(sum(true)))).isEqualTo(new RestartDialog.Choice.Quit());
        assertThat(shown.toString()).contains("Begin all 4 tasks of till-a1b2c3 again");
    }

    @Test
    void no_answer_and_q_leave_everything_and_another_key_is_asked_again() throws IOException {
        assertThat(dialog(true, "").resume(interrupted(sum(true)))).isEqualTo(new RestartDialog.Choice.Quit());
        assertThat(dialog(true, "x\nQ\n").resume(interrupted(sum(true)))).isEqualTo(new RestartDialog.Choice.Quit());
        assertThat(shown.toString()).contains("enter, r or q");
    }

    private RestartDialog.Choice failures(String typed) throws IOException {
        Inspection failed = inspection(
                Next.FAILURES,
                List.of(),
                List.of(task("a", JobStatus.FAILED), task("b", JobStatus.ESCALATED), task("c", JobStatus.CANCELLED)));
        return dialog(true, typed).ask(failed);
    }

    @Test
    void the_failed_tasks_are_the_seeds_with_the_cursor_at_the_first() throws IOException {
        assertThat(failures("r\n")).isEqualTo(new RestartDialog.Choice.Retry(List.of("a")));
        assertThat(shown.toString().lines())
                .containsExactly(
                        "Some tasks failed:",
                        "",
                        "> Do a",
                        "  Do b",
                        "  Do c",
                        "",
                        "r: retry selected \u2022 s: skip failed \u2022 a: abort");
    }

    @Test
    void space_marks_several_and_without_marks_s_takes_all() throws IOException {
        assertThat(failures(" \nj\nj\n \nr\n")).isEqualTo(new RestartDialog.Choice.Retry(List.of("a", "c")));
        assertThat(failures("2\nr\n")).isEqualTo(new RestartDialog.Choice.Retry(List.of("b")));
        assertThat(failures("2\n \n \ns\n")).isEqualTo(new RestartDialog.Choice.Skip(List.of()));
        assertThat(failures(" \ns\n")).isEqualTo(new RestartDialog.Choice.Skip(List.of("a")));
        assertThat(failures("k\nj\nr\n")).isEqualTo(new RestartDialog.Choice.Retry(List.of("b")));
    }

    @Test
    void a_is_abort_and_no_answer_changes_nothing() throws IOException {
        assertThat(failures("a\n")).isEqualTo(new RestartDialog.Choice.Abort());
        assertThat(failures("")).isEqualTo(new RestartDialog.Choice.Quit());
    }
}
