package dev.kintsugi.core.project;

import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.Healing;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Slug;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans as a valid file gives them, with only what a test says of them. */
public final class TestPlans {
    private TestPlans() {}

    /** A task being written down. */
    public record ATask(
            String id, int priority, List<String> after, List<String> scope, int cycles, long budget, String body) {
        public ATask priority(int value) {
            return new ATask(id, value, after, scope, cycles, budget, body);
        }

        public ATask after(String... others) {
            return new ATask(id, priority, List.of(others), scope, cycles, budget, body);
        }

        public ATask scope(String... paths) {
            return new ATask(id, priority, after, List.of(paths), cycles, budget, body);
        }

        /** In micro-dollars, for so many cycles. */
        public ATask budget(long total, int forCycles) {
            return new ATask(id, priority, after, scope, forCycles, total, body);
        }

        public ATask body(String text) {
            return new ATask(id, priority, after, scope, cycles, budget, text);
        }

        Task task() {
            return new Task(
                    new TaskId(id),
                    "Task " + id,
                    null,
                    priority,
                    after.stream().map(TaskId::new).toList(),
                    List.of(),
                    scope,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    Mode.EDIT,
                    true,
                    cycles,
                    new MicroDollars(budget),
                    null,
                    Gate.TRUST,
                    body,
                    List.of(),
                    id + ".md");
        }
    }

    public static ATask aTask(String id) {
        return new ATask(id, Task.DEFAULT_PRIORITY, List.of(), List.of(), 3, 5_000_000, "Do " + id + ".");
    }

    /** So many tasks that wait for nothing: {@code t0}, {@code t1} ... */
    public static Stream<ATask> independent(int many) {
        return IntStream.range(0, many).mapToObj(number -> aTask("t" + number));
    }

    public static Settings settings(
            int workers, @Nullable Long projectBudget, List<String> approvers, @Nullable String base) {
        return new Settings(
                null,
                base,
                "recorded:replies",
                null,
                workers,
                3,
                Settings.DEFAULT_BUDGET,
                projectBudget == null ? null : new MicroDollars(projectBudget),
                ContextWindows.UNSAID,
                null,
                List.of(),
                Gate.TRUST,
                approvers,
                Settings.DEFAULT_APPROVAL_TIMEOUT,
                null,
                List.of(),
                List.of(),
                null,
                Healing.OFF);
    }

    public static Project plan(Settings settings, List<ATask> tasks) {
        return new Project(
                "Shop",
                Slug.ofProject("Shop"),
                settings,
                tasks.stream().map(ATask::task).toList(),
                Set.of());
    }

    public static Project plan(ATask... tasks) {
        return plan(settings(4, null, List.of(), null), List.of(tasks));
    }
}
