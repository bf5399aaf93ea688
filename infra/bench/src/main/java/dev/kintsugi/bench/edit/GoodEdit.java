package dev.kintsugi.bench.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An edit that is right in every character: a region of a file found only once, with some of its lines changed.
 *
 * @param file the file's lines
 * @param from the region's first line
 * @param find the region
 * @param replace what it becomes
 * @param head how many lines at the region's beginning are context
 * @param tail how many at its end
 */
record GoodEdit(List<String> file, int from, List<String> find, List<String> replace, int head, int tail) {
    static final String PATH = "src/Main.java";

    private static final int TRIES = 50;

    /** Cuts an edit from a file at random. */
    static Optional<GoodEdit> cutFrom(List<String> file, Random random) {
        for (int i = 0; i < TRIES; i++) {
            int head = 1 + random.nextInt(3);
            int tail = 1 + random.nextInt(3);
            int changed = 1 + random.nextInt(3);
            int size = head + changed + tail;
            if (size >= file.size()) {
                continue;
            }
            int from = random.nextInt(file.size() - size);
            List<String> find = List.copyOf(file.subList(from, from + size));
            List<String> middle = change(find.subList(head, head + changed), random);
            List<String> replace = new ArrayList<>(find.subList(0, head));
            replace.addAll(middle);
            replace.addAll(find.subList(size - tail, size));
            GoodEdit edit = new GoodEdit(file, from, find, List.copyOf(replace), head, tail);
            if (edit.isTelling() && places(file, find) == 1 && places(file, replace) == 0) {
                return Optional.of(edit);
            }
        }
        return Optional.empty();
    }

    private boolean isTelling() {
        long solid = find.stream().filter(line -> line.strip().length() > 3).count();
        boolean edges = !find.get(0).isBlank() && !find.get(find.size() - 1).isBlank();
        return solid >= 3 && edges && !find.equals(replace) && find.stream().allMatch(line -> line.length() < 300);
    }

    static int places(List<String> file, List<String> lines) {
        int count = 0;
        for (int at = 0; at + lines.size() <= file.size(); at++) {
            count += file.subList(at, at + lines.size()).equals(lines) ? 1 : 0;
        }
        return count;
    }

    /** Changes lines as a coder would: renames, other values, lines more or fewer. */
    static List<String> change(List<String> lines, Random random) {
        List<String> changed = new ArrayList<>(lines);
        int at = random.nextInt(changed.size());
        switch (random.nextInt(5)) {
            case 0 -> changed.add(at + 1, indentOf(changed.get(at)) + "checkedAgain(" + random.nextInt(100) + ");");
            case 1 -> {
                if (changed.size() > 1) {
                    changed.remove(at);
                } else {
                    changed.set(0, indentOf(changed.get(0)) + "nothing();");
                }
            }
            case 2 -> changed.replaceAll(line -> line.isBlank() ? line : otherWord(line, random));
            case 3 -> {
                changed.set(at, otherWord(changed.get(at), random));
                changed.add(at, indentOf(changed.get(at)) + "// said why " + random.nextInt(100));
            }
            default -> changed.set(at, otherWord(changed.get(at), random));
        }
        return changed;
    }

    /** The line with one of its words another, or a word more when it has none. */
    static String otherWord(String line, Random random) {
        List<int[]> words = words(line);
        if (words.isEmpty()) {
            return line + " // new" + random.nextInt(100);
        }
        int[] word = words.get(random.nextInt(words.size()));
        return line.substring(0, word[0]) + "other" + random.nextInt(1000) + line.substring(word[1]);
    }

    static List<int[]> words(String line) {
        List<int[]> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean letter = i < line.length() && (Character.isLetterOrDigit(line.charAt(i)) || line.charAt(i) == '_');
            if (letter && from < 0) {
                from = i;
            } else if (!letter && from >= 0) {
                words.add(new int[] {from, i});
                from = -1;
            }
        }
        return words;
    }

    static String indentOf(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    List<String> after() {
        List<String> after = new ArrayList<>(file.subList(0, from));
        after.addAll(replace);
        after.addAll(file.subList(from + find.size(), file.size()));
        return after;
    }

    /** Another file with the same region at the same place. */
    GoodEdit in(List<String> lines) {
        return new GoodEdit(List.copyOf(lines), from, find, replace, head, tail);
    }

    static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
