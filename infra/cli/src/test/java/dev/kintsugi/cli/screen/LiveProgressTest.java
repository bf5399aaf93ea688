package dev.kintsugi.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.core.view.ViewJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a person sees on a terminal while a project goes on. */
class LiveProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:01:05Z");
    private static final Duration ELAPSED = Duration.ofSeconds(65);

    private final StringWriter sent = new StringWriter();

    private LiveProgress on(Screen screen) {
        return new LiveProgress(new PrintWriter(sent), screen);
    }

    private static Screen terminal(boolean unicode) {
        return new Screen(true, true, unicode, 80);
    }

    private static TaskLine task(String id, String status, int cycle) {
        String json = String.format(
                Locale.ROOT, """
                {"id": "%s", "job": "p.%1$s", "title": "Do it", "status": "%s", "marks": [], "blocked_by": [],
                 "depends_on": [], "cycle": %d, "max_cycles": 3, "attempt": 1, "cost_usd": 0.012, "budget_usd": 0.5%s}""", id, status, cycle, cycle == 0 ? "" : ", \"started_at\": \"2026-11-21T00:01:00Z\"");
        return read(TaskLine.class, json);
    }

    private static WatchedProject project(TaskLine... tasks) {
        Overview overview = read(Overview.class, """
                {"id": "p", "name": "P", "status": "in_progress", "repository": "/r", "base": "0123456",
                 "branch": "kintsugi/p/main", "run": 1, "model": "m", "reviewer_model": "m", "caller": "local",
                 "cost_usd": 0, "budget_usd": 2, "submitted_at": "2026-11-21T00:00:00Z", "waits": [],
                 "counts": {"total": 2, "created": 0, "pending": 2, "partial": 0, "passed": 0, "failed": 0, "skipped": 0,
                  "cancelled": 0, "text": "Total: 2 | Pending: 2"}}""");
        return new WatchedProject(overview, Arrays.asList(tasks));
    }

    private static <T> T read(Class<T> type, String json) {
        try {
            return ViewJson.mapper().readValue(json, type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private List<String> seen() {
        return DrawnScreen.after(sent.toString());
    }

    @Test
    void each_look_is_drawn_over_the_one_before() {
        LiveProgress progress = on(terminal(true));
        progress.show(project(task("sum", "executing", 1), task("tax", "created", 0)), NOW, ELAPSED);
        progress.show(project(task("sum", "passed", 1), task("tax", "reviewing", 2)), NOW, ELAPSED);
        progress.end();

        assertThat(seen())
                .containsExactly(
                        "✓ sum   passed             cycle 1/3     $0.0120    0:05",
                        "* tax   reviewing          cycle 2/3     $0.0120    0:05",
                        "Total: 2 | Pending: 2",
                        "$0.0240 of $2.00   1:05",
                        "");
    }

    @Test
    void what_happened_scrolls_away_above_and_the_tasks_stay_below() {
        LiveProgress progress = on(terminal(true));
        progress.show(project(task("sum", "executing", 1)), NOW, ELAPSED);
        progress.tell("sum", "cycle 1: 2 edits applied", ELAPSED);
        progress.tell("sum", "cycle 2: approved", ELAPSED);
        progress.show(project(task("sum", "passed", 2)), NOW, ELAPSED);

        assertThat(seen()).hasSize(6);
        assertThat(seen().subList(0, 2)).containsExactly("  sum: cycle 1: 2 edits applied", "  sum: cycle 2: approved");
        assertThat(seen().get(2)).startsWith("✓ sum");
    }

    @Test
    void without_unicode_every_letter_is_ascii() {
        LiveProgress progress = on(terminal(false));
        progress.show(
                project(
                        task("sum", "passed", 1),
                        task("tax", "failed", 1),
                        task("due", "created", 0),
                        task("a-name-much-longer-than-its-column", "partial", 1)),
                NOW,
                ELAPSED);
        progress.tell("sum", "löst “alles” – gut", ELAPSED);

        assertThat(sent.toString()).matches("[\\x20-\\x7e\u001b\r\n]*");
        assertThat(seen().get(0)).isEqualTo("  sum: l?st ?alles? ? gut");
        assertThat(seen().subList(1, 5))
                .extracting(line -> line.substring(0, 5))
                .containsExactly("+ sum", "x tax", ". due", "? a-n");
    }

    @Test
    void nothing_that_a_task_says_moves_the_cursor() {
        LiveProgress progress = on(terminal(true));
        progress.show(project(task("sum", "executing", 1)), NOW, ELAPSED);
        progress.tell("sum", "\u001b[2J\r\nowned\u001b[31m", ELAPSED);

        assertThat(seen()).hasSize(5);
        assertThat(seen().get(0)).isEqualTo("  sum:  [2J owned [31m");
    }

    @Test
    void of_a_large_plan_a_screen_full_is_drawn_and_what_moves_comes_first() {
        List<TaskLine> tasks = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            tasks.add(task("t" + number, "passed", 1));
        }
        tasks.add(task("last", "executing", 1));
        on(terminal(true)).show(project(tasks.toArray(TaskLine[]::new)), NOW, ELAPSED);

        assertThat(seen()).hasSize(LiveProgress.MOST_TASKS + 3);
        assertThat(seen().get(0)).startsWith("* last");
    }

    @Test
    void a_line_never_reaches_the_last_column_where_a_terminal_would_wrap_it() {
        LiveProgress progress = on(new Screen(true, false, true, 40));
        progress.show(project(task("a-name-much-longer-than-its-column", "executing", 1)), NOW, ELAPSED);
        progress.tell("sum", "x".repeat(100), ELAPSED);

        assertThat(seen()).allSatisfy(line -> assertThat(line.length()).isLessThan(40));
    }
}
