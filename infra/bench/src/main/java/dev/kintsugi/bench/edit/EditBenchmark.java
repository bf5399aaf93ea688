package dev.kintsugi.bench.edit;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.tree.MemoryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The time that one edit takes, from a file's bytes to its new bytes. The promise: on 2,000 lines under 100
 * microseconds when exact and 5 milliseconds when fuzzy; on 100,000 lines with a FIND of 200 under 100 milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EditBenchmark {
    private static final String PATH = "Main.java";

    @Param({"2000x6", "100000x200"})
    public String size = "2000x6";

    @Param({"exact", "indented", "mistyped", "nowhere"})
    public String kind = "exact";

    private MemoryTree tree = MemoryTree.of(Map.of());
    private List<Edit> edits = List.of();

    /** Runs this benchmark by itself. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(EditBenchmark.class.getName()).build()).run();
    }

    @Setup
    public void aFileAndAnEdit() {
        int cross = size.indexOf('x');
        int lines = Integer.parseInt(size.substring(0, cross));
        int found = Integer.parseInt(size.substring(cross + 1));
        Random random = new Random(1);
        List<String> file = new ArrayList<>();
        while (file.size() < lines) {
            file.addAll(aMethod(random));
        }
        int from = lines / 2;
        List<String> find = new ArrayList<>(file.subList(from, from + found));
        List<String> replace = new ArrayList<>(find);
        replace.set(found / 2, replace.get(found / 2) + " // changed");
        switch (kind) {
            case "indented" -> {
                find.replaceAll(line -> "  " + line);
                replace.replaceAll(line -> "  " + line);
            }
            case "mistyped" -> find.replaceAll(line -> line.replace("return", "retrun"));
            case "nowhere" ->
                find.replaceAll(line -> new StringBuilder(line).reverse().toString());
            default -> {}
        }
        tree = MemoryTree.of(Map.of(PATH, GoodEdit.text(file)));
        Origin origin = new Origin(Dialect.FIND_REPLACE, 1, 0);
        edits = List.of(Edit.Replace.lines(origin, PATH, GoodEdit.text(find), GoodEdit.text(replace), Hint.NONE));
    }

    private static List<String> aMethod(Random random) {
        int number = random.nextInt(1_000_000);
        return List.of(
                "    /** Gives what belongs to " + number + ". */",
                "    String value" + number + "(Map<String, String> values) {",
                "        String key = \"key-" + number + "\";",
                "        if (values.containsKey(key)) {",
                "            return values.get(key).strip() + " + number + ";",
                "        }",
                "        return fallback(key, " + number + ");",
                "    }",
                "");
    }

    @Benchmark
    public EditReport edit() {
        return Editor.dryRun(tree, edits, Targets.ANY);
    }
}
