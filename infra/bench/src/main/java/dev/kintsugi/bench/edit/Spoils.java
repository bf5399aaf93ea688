package dev.kintsugi.bench.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What the kinds of damage have in common: which line of an edit to spoil, and with what. */
final class Spoils {
    private Spoils() {}

    static boolean all(GoodEdit edit, java.util.function.Predicate<String> holds) {
        return edit.find().stream().filter(line -> !line.isBlank()).allMatch(holds)
                && edit.replace().stream().filter(line -> !line.isBlank()).allMatch(holds);
    }

    static boolean tabbed(GoodEdit edit) {
        return edit.file().stream().anyMatch(line -> line.startsWith("\t"));
    }

    static int common(GoodEdit edit) {
        List<String> lines = new ArrayList<>(edit.find());
        lines.addAll(edit.replace());
        return lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> GoodEdit.indentOf(line).length())
                .min()
                .orElse(0);
    }

    /** A context line within the region that is not blank. */
    static int context(GoodEdit edit, Random random) {
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < edit.find().size(); i++) {
            boolean context = i < edit.head() || i >= edit.find().size() - edit.tail();
            if (context && !edit.find().get(i).isBlank()) {
                lines.add(i);
            }
        }
        return lines.get(random.nextInt(lines.size()));
    }

    static int interiorContext(GoodEdit edit, Random random) {
        int at = context(edit, random);
        return at == 0 || at == edit.find().size() - 1 ? -1 : at;
    }

    static boolean isBesideTheChange(GoodEdit edit, int at) {
        return at == edit.head() - 1 || at == edit.find().size() - edit.tail();
    }

    static List<String> without(List<String> lines, int at) {
        List<String> left = new ArrayList<>(lines);
        left.remove(at);
        return left;
    }

    static List<String> withoutSame(GoodEdit edit, int at) {
        return without(
                edit.replace(),
                at < edit.head() ? at : edit.replace().size() - (edit.find().size() - at));
    }

    /** A line with one slip: two letters swapped, one dropped, doubled or another. */
    static Optional<List<String>> mistyped(List<String> lines, int at, Random random) {
        String line = lines.get(at);
        List<int[]> words = new ArrayList<>(GoodEdit.words(line));
        words.removeIf(word -> word[1] - word[0] < 4);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int[] word = words.get(random.nextInt(words.size()));
        int i = word[0] + random.nextInt(word[1] - word[0] - 1);
        String slipped = switch (random.nextInt(4)) {
            case 0 -> line.substring(0, i) + line.charAt(i + 1) + line.charAt(i) + line.substring(i + 2);
            case 1 -> line.substring(0, i) + line.substring(i + 1);
            case 2 -> line.substring(0, i) + line.charAt(i) + line.substring(i);
            default -> line.substring(0, i) + (char) ('a' + random.nextInt(26)) + line.substring(i + 1);
        };
        if (slipped.equals(line)) {
            return Optional.empty();
        }
        List<String> mistyped = new ArrayList<>(lines);
        mistyped.set(at, slipped);
        return Optional.of(mistyped);
    }

    /** The file with a copy of some lines at another place. */
    static List<String> copied(GoodEdit edit, List<String> lines, Random random) {
        List<String> file = new ArrayList<>(edit.file());
        boolean before = edit.from() > 0 && random.nextBoolean();
        int at =
                before ? random.nextInt(edit.from()) : edit.from() + edit.find().size();
        int place = before && !edit.file().subList(at, at + 1).isEmpty()
                ? at
                : edit.from() + edit.find().size();
        file.addAll(place, lines);
        return Collections.unmodifiableList(file);
    }

    /** The file's line that the edit takes away first, or -1 when it takes none. */
    static int firstGone(GoodEdit edit) {
        for (int i = edit.head(); i < edit.find().size() - edit.tail(); i++) {
            String line = edit.find().get(i);
            if (!edit.replace().contains(line) && !line.isBlank()) {
                return edit.from() + i;
            }
        }
        return -1;
    }

    static boolean isDestroyed(GoodEdit edit, List<String> file, int at) {
        return !edit.replace().contains(edit.find().get(at - edit.from()))
                && !edit.replace().contains(file.get(at));
    }

    static String similarWord(String line, Random random) {
        List<int[]> words = GoodEdit.words(line);
        if (words.isEmpty()) {
            return line;
        }
        int[] word = words.get(random.nextInt(words.size()));
        return line.substring(0, word[1]) + (random.nextBoolean() ? "2" : "_v2") + line.substring(word[1]);
    }
}
