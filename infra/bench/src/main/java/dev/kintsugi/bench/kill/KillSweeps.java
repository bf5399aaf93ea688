package dev.kintsugi.bench.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Kills at every moment, and prints how many were tried and how many were survived: {@code KillSweeps SCENARIOS
 * [kills|pictures|chance [STEP]]}, with the folder of the scenarios. {@code pictures} goes on from what the kills would
 * leave, without processes, and is ten times as fast; {@code chance} kills at random times instead; each takes every
 * STEP-th. It fails when one was not survived, and tells where its folder is.
 */
public final class KillSweeps {
    private static final long SEED = 9;
    private static final int LONGEST_MILLIS = 4_000;

    /** What is swept, and whether what was cut off goes on inside its cycle. */
    private record Sweep(String scenario, boolean keepCycles) {}

    private static final List<Sweep> SWEEPS = List.of(
            new Sweep("056_four_tasks", true),
            new Sweep("056_four_tasks", false),
            new Sweep("028_continued", true),
            new Sweep("037_healed_after_three_cycles", true));

    private final PrintStream out;
    private final Path scenarios;
    private final String kind;
    private final int step;

    private KillSweeps(PrintStream out, Path scenarios, String kind, int step) {
        this.out = out;
        this.scenarios = scenarios;
        this.kind = kind;
        this.step = step;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        KillSweeps sweeps = new KillSweeps(
                out,
                Path.of(arguments[0]),
                arguments.length > 1 ? arguments[1] : "kills",
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1);
        int lost = 0;
        for (Sweep sweep : SWEEPS) {
            lost += sweeps.run(sweep);
        }
        if (lost > 0) {
            throw new IllegalStateException(lost + " points were not survived");
        }
    }

    private int run(Sweep wanted) throws IOException {
        Path place = Files.createTempDirectory("kintsugi-kills-").toRealPath();
        KillSweep sweep =
                new KillSweep(place, new KillStory(scenarios.resolve(wanted.scenario())), wanted.keepCycles(), step);
        int moments = sweep.moments().size();
        int tried = 0;
        int over = 0;
        int survived = 0;
        Random chance = new Random(SEED);
        for (int moment : IntStream.iterate(1, next -> next <= moments, next -> next + step)
                .toArray()) {
            KillSweep.Trial trial = switch (kind) {
                case "kills" -> sweep.killAt(moment);
                case "pictures" -> sweep.goOnFrom(moment);
                case "chance" -> sweep.killAfter(moment, Duration.ofMillis(chance.nextInt(LONGEST_MILLIS)));
                default -> throw new IllegalArgumentException("kills, pictures or chance, not " + kind);
            };
            tried++;
            over += trial.struck().isEmpty() ? 1 : 0;
            survived += trial.survived() ? 1 : 0;
            if (!trial.survived()) {
                out.println(trial);
            }
        }
        out.printf(
                "%s%s, %s: %d moments, points tried %d (over before: %d), survived %d%n",
                wanted.scenario(),
                wanted.keepCycles() ? " with --keep-cycles" : "",
                kind,
                moments,
                tried,
                over,
                survived);
        if (survived == tried) {
            Folders.remove(place);
        } else {
            out.println("see " + place);
        }
        return tried - survived;
    }
}
