package dev.kintsugi.core.edit.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How an edit's indentation translates into the file's, learnt from the lines that both have. An indentation seen in
 * a pair translates as it did there; any other is reached from the nearest one seen, step by step, in the file's
 * style and width.
 */
final class Indentation {
    /** Width of one step when nothing tells. */
    private static final int USUAL_STEP = 4;

    private final Map<String, String> seen;
    private final boolean same;
    private final boolean tabs;
    private final int editStep;
    private final int fileStep;

    private Indentation(Map<String, String> seen, boolean same, boolean tabs, int editStep, int fileStep) {
        this.seen = seen;
        this.same = same;
        this.tabs = tabs;
        this.editStep = editStep;
        this.fileStep = fileStep;
    }

    /** The blanks that a line begins with. */
    static String of(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }

    /**
     * Learns from pairs of lines.
     *
     * @param wanted lines of the edit
     * @param found the file's lines for them
     * @param all all lines of the edit, which tell its step
     */
    static Indentation learnt(Lines file, List<String> wanted, List<String> found, List<String> all) {
        Map<String, String> seen = new HashMap<>();
        boolean same = true;
        boolean indented = false;
        boolean tabs = false;
        for (int i = 0; i < wanted.size(); i++) {
            String from = of(wanted.get(i));
            String to = of(found.get(i));
            seen.putIfAbsent(from, to);
            same &= from.equals(to);
            indented |= !to.isEmpty();
            tabs |= to.indexOf('\t') >= 0;
        }
        if (same && (indented || !mixesStyles(file, all))) {
            return new Indentation(seen, true, tabs, USUAL_STEP, USUAL_STEP);
        }
        if (!indented) {
            tabs = file.text().contains("\n\t");
        }
        int editStep = stepOf(all);
        return new Indentation(seen, false, tabs, editStep, fileStep(seen, file, tabs, editStep));
    }

    /** Whether the edit indents with one kind of blank a file that only has the other. */
    private static boolean mixesStyles(Lines file, List<String> all) {
        boolean tabs = all.stream().anyMatch(line -> line.startsWith("\t"));
        boolean blanks = all.stream().anyMatch(line -> line.startsWith("  "));
        if (tabs == blanks) {
            return false;
        }
        boolean fileTabs = file.text().contains("\n\t");
        boolean fileBlanks = file.text().contains("\n  ");
        return fileTabs != fileBlanks && (tabs ? fileBlanks : fileTabs);
    }

    private static int stepOf(List<String> lines) {
        TreeSet<Integer> widths = new TreeSet<>();
        boolean tabs = false;
        for (String line : lines) {
            if (!line.isBlank()) {
                String indent = of(line);
                tabs |= indent.indexOf('\t') >= 0;
                widths.add(indent.length());
            }
        }
        if (tabs) {
            return 1;
        }
        int step = 0;
        Integer last = null;
        for (int width : widths) {
            if (last != null && width - last > 1) {
                step = step == 0 ? width - last : Math.min(step, width - last);
            }
            last = width;
        }
        return step == 0 ? USUAL_STEP : step;
    }

    private static int fileStep(Map<String, String> seen, Lines file, boolean tabs, int editStep) {
        if (tabs) {
            return 1;
        }
        for (Map.Entry<String, String> one : seen.entrySet()) {
            for (Map.Entry<String, String> other : seen.entrySet()) {
                int wanted = other.getKey().length() - one.getKey().length();
                int found = other.getValue().length() - one.getValue().length();
                if (wanted > 0 && found > 0 && found * editStep % wanted == 0) {
                    return found * editStep / wanted;
                }
            }
        }
        boolean tabbedEdit = seen.keySet().stream().anyMatch(indent -> indent.indexOf('\t') >= 0);
        return tabbedEdit || editStep == 1 ? stepOf(file.between(0, Math.min(file.size(), 500))) : editStep;
    }

    /** The indentation that a line of the replacement gets in the file. */
    String translated(String wanted) {
        if (same) {
            return wanted;
        }
        String known = seen.get(wanted);
        if (known != null) {
            return known;
        }
        String nearest = null;
        for (String indent : seen.keySet()) {
            if (nearest == null || distance(indent, wanted) < distance(nearest, wanted)) {
                nearest = indent;
            }
        }
        if (nearest == null) {
            return wanted;
        }
        String base = seen.getOrDefault(nearest, "");
        int columns = width(wanted) - width(nearest);
        return columns >= 0
                ? base + deeper(columns)
                : base.substring(0, Math.max(0, base.length() - width(deeper(-columns))));
    }

    private String deeper(int columns) {
        int steps = columns / editStep;
        int rest = columns % editStep;
        return (tabs ? "\t".repeat(steps) : " ".repeat(steps * fileStep)) + " ".repeat(rest);
    }

    /** Nearer is a shallower indentation that the wanted one continues. */
    private static int distance(String indent, String wanted) {
        int columns = width(wanted) - width(indent);
        return columns >= 0 ? columns * 2 : -columns * 2 + 1;
    }

    private static int width(String indent) {
        return indent.length();
    }
}
