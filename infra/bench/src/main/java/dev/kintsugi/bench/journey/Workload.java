package dev.kintsugi.bench.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Tasks to be worked through: each writes a file of its own, in one cycle.
 *
 * @param seconds how long the coder takes for each task
 * @param dependencies the tasks that each waits for, always earlier ones
 */
record Workload(String name, int workers, boolean checks, List<Double> seconds, List<List<Integer>> dependencies) {
    private static final int MOST_DEPENDENCIES = 3;
    private static final int A_FOLDER = 100;

    static Workload independent(String name, int tasks, int workers, boolean checks) {
        List<List<Integer>> none = new ArrayList<>();
        List<Double> noTime = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            none.add(List.of());
            noTime.add(0.0);
        }
        return new Workload(name, workers, checks, noTime, none);
    }

    /** A random graph whose tasks take between the two times, most of them little and a few of them long. */
    static Workload randomGraph(String name, long seed, int tasks, double least, double most) {
        Random random = new Random(seed);
        List<Double> seconds = new ArrayList<>();
        List<List<Integer>> dependencies = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            seconds.add(least + (most - least) * Math.pow(random.nextDouble(), 2));
            List<Integer> before = new ArrayList<>();
            for (int each = random.nextInt(MOST_DEPENDENCIES + 1); each > 0 && task > 0; each--) {
                int other = random.nextInt(task);
                if (!before.contains(other)) {
                    before.add(other);
                }
            }
            dependencies.add(before);
        }
        return new Workload(name, tasks, false, seconds, dependencies);
    }

    int tasks() {
        return seconds.size();
    }

    static String id(int task) {
        return String.format(Locale.ROOT, "t%05d", task);
    }

    /** The longest chain, in seconds: nothing can be done sooner, however many work. */
    double criticalPath() {
        double[] end = new double[tasks()];
        double longest = 0;
        for (int task = 0; task < tasks(); task++) {
            double begin = 0;
            for (int before : dependencies.get(task)) {
                begin = Math.max(begin, end[before]);
            }
            end[task] = begin + seconds.get(task);
            longest = Math.max(longest, end[task]);
        }
        return longest;
    }

    /** The file that a task writes, in a folder of a hundred: git itself writes a changed folder whole. */
    static String file(int task) {
        return String.format(Locale.ROOT, "work/%03d/%s.txt", task / A_FOLDER, id(task));
    }

    String projectFile() {
        return "name: " + name + "\nmax_workers: " + workers + "\n"
                + (checks ? "checks:\n  - name: tests\n    command: \"true\"\n" : "");
    }

    String taskFile(int task) {
        String after = dependencies.get(task).stream().map(Workload::id).collect(Collectors.joining(", "));
        return """
                ---
                title: Write file %1$s
                target_files: [%3$s]
                depends_on: [%2$s]
                ---

                Write the file.
                """.formatted(id(task), after, file(task));
    }
}
