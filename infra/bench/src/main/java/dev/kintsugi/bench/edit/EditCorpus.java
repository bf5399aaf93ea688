package dev.kintsugi.bench.edit;

import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.MemoryTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Damages good edits on real source files and counts what becomes of them.
 *
 * <p>Arguments: how many edits are tried for each kind of damage (300), a folder with sources (this repository), a
 * seed (1), and the name of a damage whose failures are printed.
 */
public final class EditCorpus {
    private static final List<Speech> SPEECHES = List.of(Speech.values());

    private final Map<Damage, int[]> counts = new EnumMap<>(Damage.class);
    private final PrintStream out;
    private final String shown;

    private EditCorpus(PrintStream out, String shown) {
        this.out = out;
        this.shown = shown;
    }

    public static void main(String[] arguments) throws IOException {
        int tries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        Path root = Path.of(arguments.length > 1 ? arguments[1] : ".");
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EditCorpus corpus = new EditCorpus(out, arguments.length > 3 ? arguments[3] : "");
        corpus.run(SourceFiles.below(root), tries, seed);
        corpus.print();
    }

    private void run(List<List<String>> files, int tries, long seed) {
        Random random = new Random(seed);
        List<GoodEdit> edits = new ArrayList<>();
        while (edits.size() < tries) {
            GoodEdit.cutFrom(files.get(random.nextInt(files.size())), random).ifPresent(edits::add);
        }
        for (Damage damage : Damage.values()) {
            for (GoodEdit edit : edits) {
                Optional<Case> damaged = damage.of(edit, random);
                damaged.ifPresent(one -> count(damage, one, SPEECHES.get(random.nextInt(SPEECHES.size()))));
            }
        }
    }

    private void count(Damage damage, Case one, Speech speech) {
        MemoryTree tree = MemoryTree.of(Map.of(GoodEdit.PATH, one.before()));
        String reply = speech.reply(one.path(), one.find(), one.replace());
        EditReport report = Editor.apply(tree, ReplyReader.read(reply), Targets.ANY);
        String after = tree.text(GoodEdit.PATH).orElse("");
        boolean right = one.expected().contains(after);
        boolean untouched = after.equals(one.before());
        boolean claims = report.isComplete() && untouched && one.mustApply();
        int column = right ? 0 : untouched && !claims ? 2 : 1;
        counts.computeIfAbsent(damage, unused -> new int[3])[column]++;
        if (column > 0 && shown.equals(damage.name() + column)) {
            out.println("==== " + damage + " " + speech + " " + report.summary());
            out.println(reply);
            out.println("---- expected");
            Differences.print(out, one.expected().get(one.expected().size() - 1), after);
        }
    }

    private void print() {
        out.printf(Locale.ROOT, "%-30s %8s %9s %8s %9s%n", "damage", "cases", "right", "wrong", "refused");
        int[] all = new int[3];
        int[] repairable = new int[3];
        counts.forEach((damage, count) -> {
            line(damage.name().toLowerCase(Locale.ROOT).replace('_', ' '), count);
            for (int i = 0; i < 3; i++) {
                all[i] += count[i];
                repairable[i] += damage.compareTo(Damage.AMBIGUOUS) < 0 ? count[i] : 0;
            }
        });
        line("all repairable", repairable);
        line("all", all);
    }

    private void line(String name, int[] count) {
        int cases = count[0] + count[1] + count[2];
        out.printf(
                Locale.ROOT,
                "%-30s %8d %8.2f%% %7.2f%% %8.2f%%%n",
                name,
                cases,
                100.0 * count[0] / cases,
                100.0 * count[1] / cases,
                100.0 * count[2] / cases);
    }
}
