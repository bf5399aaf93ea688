package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.MeteredRecords;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Units;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.MachineDescription;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What AWS would charge for a job of one cycle with a check, counted on emulated AWS with items of usual size: a task and
 * its reply are a few thousand characters that compress as text does. It is a count and no time, so it is the same
 * everywhere.
 */
class JobChargesTest {
    private static final int MOST_UNITS_WRITTEN = 42;
    private static final int MOST_WRITES = 17;
    private static final int MOST_UNITS_READ = 18;
    private static final int MOST_CALLS = 5;
    private static final int MOST_TRANSITIONS = 12;

    /**
     * The functions that a job's machine calls, and the one that hands out the first job, as each settled one does the next.
     * The others are the project's, whatever its jobs are.
     */
    private static final List<String> OF_A_JOB =
            List.of("OpenFunction", "ExecuteFunction", "ReviewFunction", "LandFunction", "SettleFunction");

    private static final List<String> WORDS = List.of(
            "order",
            "total",
            "customer",
            "returns",
            "when",
            "the",
            "basket",
            "of",
            "price",
            "is",
            "rounded",
            "before",
            "discount",
            "applied",
            "and",
            "then",
            "quantity",
            "receipt",
            "line",
            "must",
            "not",
            "change",
            "value",
            "public",
            "final",
            "static",
            "int",
            "string",
            "check",
            "format",
            "parse",
            "money",
            "cents",
            "index");

    @TempDir
    Path place;

    /**
     * What the jobs of a project cost.
     *
     * @param units by function
     * @param writes requests that write; a transaction is one
     */
    private record Charges(int jobs, Map<String, Units> units, int writes, int calls, int transitions) {
        /** Rounded up: a first job has nobody before it who hands it out. */
        private long perJob(long all) {
            return (all + jobs - 1) / jobs;
        }

        private long sum(ToLongFunction<Units> of) {
            return units.values().stream().mapToLong(of).sum();
        }

        long unitsWritten() {
            return perJob(sum(Units::written));
        }

        long unitsRead() {
            return perJob(sum(Units::read));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d jobs, each: %d units written in %d requests, %d units read, %d requests in all, %d calls, %d transitions %s",
                    jobs,
                    unitsWritten(),
                    perJob(writes),
                    unitsRead(),
                    perJob(sum(Units::requests)),
                    perJob(calls),
                    perJob(transitions),
                    units);
        }
    }

    /** By default so many that opening the project is shared by some and the test takes seconds; {@code -Dkintsugi.charges=10,100} for more. */
    private static List<Integer> sizes() {
        return Stream.of(System.getProperty("kintsugi.charges", "5,10").split(","))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void a_one_cycle_job_stays_within_what_it_may_cost_however_many_tasks_there_are() throws Exception {
        List<Long> written = new ArrayList<>();
        try (EmulatedServices services = EmulatedServices.start()) {
            for (int tasks : sizes()) {
                Charges charges = charges(services, tasks);
                System.out.println(charges);
                written.add(charges.unitsWritten());

                assertThat(charges.unitsWritten()).as("%s", charges).isLessThanOrEqualTo(MOST_UNITS_WRITTEN);
                assertThat(charges.perJob(charges.writes())).as("%s", charges).isLessThanOrEqualTo(MOST_WRITES);
                assertThat(charges.unitsRead()).as("%s", charges).isLessThanOrEqualTo(MOST_UNITS_READ);
                assertThat(charges.perJob(charges.calls())).as("%s", charges).isLessThanOrEqualTo(MOST_CALLS);
                assertThat(charges.perJob(charges.transitions()))
                        .as("%s", charges)
                        .isLessThanOrEqualTo(MOST_TRANSITIONS);
            }
        }
        assertThat(written)
                .as("units written for each job, by fewer tasks and by more: what opens a project is shared by all")
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    private Charges charges(EmulatedServices services, int tasks) throws Exception {
        Map<String, MeteredRecords> meters = new ConcurrentHashMap<>();
        AtomicInteger writes = new AtomicInteger();
        Path folder = Files.createDirectory(place.resolve("with-" + tasks));
        GitRepository repository = GitRepository.with(folder.resolve("repository"), "README.md", prose(1, 3_000));
        try (EmulatedAws cloud =
                EmulatedAws.open(folder.resolve("data"), services, Options.usual(), (function, records) -> {
                    MeteredRecords meter = new MeteredRecords(records);
                    meters.put(function, meter);
                    return OF_A_JOB.contains(function) ? new CountedWrites(meter, writes) : meter;
                })) {
            String project = Story.post(
                            cloud.api(),
                            "/projects",
                            Story.submission(plan(tasks), repository, replies(folder.resolve("replies"), tasks)))
                    .path("id")
                    .asText();
            String end = Story.over(cloud.api(), project).path("status").asText();
            assertThat(end).isEqualTo("completed");
            Map<String, Units> units = new TreeMap<>();
            OF_A_JOB.forEach(
                    function -> units.put(function, meters.get(function).units()));
            return charged(units, writes.get(), cloud.engine(), tasks);
        }
    }

    private record CountedWrites(Records records, AtomicInteger writes) implements Records {
        @Override
        public Optional<Item> get(Key key) {
            return records.get(key);
        }

        @Override
        public Page query(Query query) {
            return records.query(query);
        }

        @Override
        public WriteAnswer write(Write write) {
            writes.incrementAndGet();
            return records.write(write);
        }
    }

    private static Charges charged(Map<String, Units> units, int writes, Engine engine, int tasks) {
        MachineDescription jobs = engine.listStateMachines().stream()
                .filter(machine -> machine.name().endsWith("-job"))
                .findFirst()
                .orElseThrow();
        int calls = 0;
        // The step out of the last state is charged too.
        int transitions = tasks;
        List<? extends ExecutionDescription> executions = engine.listExecutions(jobs.machineArn());
        assertThat(executions).hasSize(tasks);
        for (ExecutionDescription execution : executions) {
            for (HistoryEvent event : engine.history(execution.executionArn())) {
                transitions += event.details() instanceof EventDetails.StateEntered ? 1 : 0;
                calls += event.details() instanceof EventDetails.TaskScheduled task
                                && task.resourceType().equals("lambda")
                        ? 1
                        : 0;
            }
        }
        return new Charges(tasks, units, writes, calls, transitions);
    }

    private static Map<String, String> plan(int tasks) {
        Map<String, String> files = new HashMap<>();
        files.put("project.yaml", """
                name: Charged %d
                max_workers: 1
                checks:
                  - name: tests
                    command: "true"
                """.formatted(tasks));
        for (int task = 0; task < tasks; task++) {
            files.put(
                    id(task) + ".md",
                    "---\ntitle: Write %s\ntarget_files: [src/%1$s.txt]\n---\n%s\n"
                            .formatted(id(task), prose(100 + task, 1_500)));
        }
        return files;
    }

    private static Path replies(Path folder, int tasks) throws Exception {
        Files.createDirectory(folder);
        for (int task = 0; task < tasks; task++) {
            Files.writeString(
                    folder.resolve(id(task) + ".coder.md"),
                    "%s\n\nFILE: src/%s.txt\n```\n%s\n```\n"
                            .formatted(prose(200 + task, 300), id(task), prose(300 + task, 2_500)));
            Files.writeString(
                    folder.resolve(id(task) + ".reviewer.md"), prose(400 + task, 600) + "\n\nAPPROVED: yes\n");
        }
        return folder;
    }

    private static String id(int task) {
        return String.format(Locale.ROOT, "write-the-part-%03d", task);
    }

    /** Words in no order, in lines, so that they compress as text does and not as a repetition. */
    private static String prose(int seed, int characters) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(IntStream.range(0, 9)
                            .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())) + random.nextInt(40))
                            .collect(Collectors.joining(" ")))
                    .append("\n");
        }
        return text.toString().strip();
    }
}
