package dev.kintsugi.bench.journey;

import dev.kintsugi.core.records.MeteredRecords;
import dev.kintsugi.core.records.Units;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.MachineDescription;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.local.cloud.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Prints what a journey costs beside its models, as a table: {@code JourneyBench [most tasks] [graphs]}. Run it on a
 * quiet machine; with 10,000 tasks it takes a while.
 */
public final class JourneyBench {
    private static final int WARM_UP = 30;
    private static final int ALONE = 50;
    private static final int[] SIZES = {10, 100, 1_000, 10_000};
    private static final int MOST_CHECKED = 1_000;
    private static final int WORKERS = 8;
    private static final int GRAPH_TASKS = 20;
    private static final double LEAST_SECONDS = 0.5;
    private static final double MOST_SECONDS = 4;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;

    private JourneyBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        int mostTasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int graphs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        JourneyBench bench = new JourneyBench(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        bench.row("figure", "value");
        bench.row("---", "---");
        bench.overhead(mostTasks);
        for (int seed = 1; seed <= graphs; seed++) {
            bench.makespan(seed);
        }
        for (int tasks : new int[] {10, Math.min(mostTasks, MOST_CHECKED)}) {
            bench.charges(tasks);
        }
    }

    private void overhead(int mostTasks) throws IOException {
        Metered metered = new Metered();
        try (Ground ground = Ground.open(metered.options())) {
            time(ground, Workload.independent("warm-up", WARM_UP, WORKERS, false));
            double alone =
                    time(ground, Workload.independent("alone", ALONE, 1, false)).toNanos();
            row(
                    "overhead per one-cycle job, one worker, no checks",
                    "%.1f ms".formatted(alone / NANOS_PER_MILLI / ALONE));
            double checked = time(ground, Workload.independent("checked", ALONE, 1, true))
                    .toNanos();
            row("the same with a check that is a process", "%.1f ms".formatted(checked / NANOS_PER_MILLI / ALONE));
            for (int tasks :
                    Arrays.stream(SIZES).filter(size -> size <= mostTasks).toArray()) {
                Units before = metered.units();
                double all = time(ground, Workload.independent("size-" + tasks, tasks, WORKERS, false))
                        .toNanos();
                row(
                        "%,d independent tasks, %d workers, no checks".formatted(tasks, WORKERS),
                        "%.1f ms per task, %.1f jobs/s, %s"
                                .formatted(
                                        all / NANOS_PER_MILLI / tasks,
                                        tasks / (all / NANOS_PER_SECOND),
                                        perTask(metered.units().minus(before), tasks)));
            }
        }
    }

    private static Duration time(Ground ground, Workload workload) throws IOException {
        return ground.run(workload, ground.recorded(workload));
    }

    private void makespan(int seed) throws IOException {
        Workload graph = Workload.randomGraph("graph-" + seed, seed, GRAPH_TASKS, LEAST_SECONDS, MOST_SECONDS);
        try (Ground ground = Ground.open(Options.usual());
                TimedModel model = new TimedModel(graph)) {
            time(ground, Workload.independent("warm-up", WARM_UP, WORKERS, false));
            double seconds = ground.run(graph, model.spec()).toNanos() / NANOS_PER_SECOND;
            row(
                    "makespan / critical path, random graph %d of %d tasks".formatted(seed, GRAPH_TASKS),
                    "%.3f (%.2f s / %.2f s)".formatted(seconds / graph.criticalPath(), seconds, graph.criticalPath()));
        }
    }

    /** What DynamoDB and Step Functions would charge for a job, the project's own part included. */
    private void charges(int tasks) throws IOException {
        Metered metered = new Metered();
        try (Ground ground = Ground.open(metered.options())) {
            Workload workload = Workload.independent("charged", tasks, 1, true);
            String model = ground.recorded(workload);
            Units before = metered.units();
            ground.run(workload, model);
            row(
                    "DynamoDB per one-cycle job with checks, %,d tasks, submit included".formatted(tasks),
                    perTask(metered.units().minus(before), tasks));
            executions(ground.cloud().engine(), tasks);
        }
    }

    private static String perTask(Units units, int tasks) {
        return "%.1f write units, %.1f read units, %.1f requests"
                .formatted(
                        units.written() / (double) tasks,
                        units.read() / (double) tasks,
                        units.requests() / (double) tasks);
    }

    private void executions(Engine engine, int tasks) {
        long transitions = 0;
        long calls = 0;
        long jobs = 0;
        for (MachineDescription machine : engine.listStateMachines()) {
            if (!machine.name().endsWith("-job")) {
                continue;
            }
            for (ExecutionDescription execution : new ArrayList<>(engine.listExecutions(machine.machineArn()))) {
                jobs++;
                for (HistoryEvent event : engine.history(execution.executionArn())) {
                    transitions += event.details() instanceof EventDetails.StateEntered ? 1 : 0;
                    calls += event.details() instanceof EventDetails.TaskScheduled task && isLambda(task) ? 1 : 0;
                }
            }
        }
        row(
                "Step Functions per one-cycle job with checks, %,d tasks".formatted(tasks),
                "%.1f transitions, %.1f Lambda calls".formatted(transitions / (double) jobs, calls / (double) jobs));
    }

    private static boolean isLambda(EventDetails.TaskScheduled task) {
        return task.resourceType().equals("lambda");
    }

    private void row(String figure, String value) {
        out.println(List.of(figure, value).stream().reduce("|", (line, cell) -> line + " " + cell + " |"));
    }

    /** A cloud whose records count what DynamoDB would charge for them. */
    private static final class Metered {
        private final AtomicReference<MeteredRecords> meter = new AtomicReference<>();

        Options options() {
            return Options.usual().wrappingRecords(records -> {
                MeteredRecords metered = new MeteredRecords(records);
                meter.set(metered);
                return metered;
            });
        }

        Units units() {
            return meter.get().units();
        }
    }
}
