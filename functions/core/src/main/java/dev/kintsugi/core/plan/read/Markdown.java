package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a task's text says to machines: its first heading, its acceptance criteria, and lines that read like a dependency.
 * Read line by line; code fences and HTML comments are skipped, since they show text rather than say it.
 */
final class Markdown {
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*))?");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
    private static final Pattern FENCE = Pattern.compile("[ \\t]*(`{3,}|~{3,})(.*)");
    private static final Pattern ITEM =
            Pattern.compile("([ \\t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \\t]+(?:\\[([ xX])\\][ \\t]+)?(\\S.*)");
    private static final int TAB_STOP = 4;

    /** Longer lines are data that somebody pasted, and no pattern is tried on them. */
    private static final int MAX_LINE_CHARS = 10_000;

    /** @param underDependencies whether it stands below a heading that says Dependencies */
    record ProseLine(int line, String text, boolean underDependencies) {}

    private final List<Criterion> criteria = new ArrayList<>();
    private final List<ProseLine> prose = new ArrayList<>();
    private final List<Integer> indents = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String fence;
    private boolean inComment;
    private int criteriaLevel;
    private int dependenciesLevel;
    private boolean itemOpen;
    private String paragraph = "";

    private Markdown() {}

    /** @param firstLine the number that the body's first line has in its file */
    static Markdown read(String body, int firstLine) {
        Markdown markdown = new Markdown();
        int line = firstLine;
        for (String text : (Iterable<String>) body.lines()::iterator) {
            markdown.line(text.length() > MAX_LINE_CHARS ? "" : text, line++);
        }
        return markdown;
    }

    @Nullable
    String title() {
        return title;
    }

    List<Criterion> criteria() {
        return criteria;
    }

    List<ProseLine> proseDependencies() {
        return prose;
    }

    private void line(String text, int line) {
        if (isHidden(text)) {
            paragraph = "";
            return;
        }
        Matcher heading = HEADING.matcher(text);
        if (heading.matches()) {
            String words = heading.group(2) == null ? "" : heading.group(2);
            heading(heading.group(1).length(), withoutClosingMarks(words.strip()));
            return;
        }
        Matcher underline = UNDERLINE.matcher(text);
        if (!paragraph.isEmpty() && underline.matches()) {
            heading(underline.group(1).startsWith("=") ? 1 : 2, paragraph);
            return;
        }
        boolean isBreak = isThematicBreak(text);
        Matcher item = ITEM.matcher(text);
        boolean isItem = !isBreak && item.matches();
        if (criteriaLevel > 0) {
            criterion(text, isItem ? item : null, line);
        }
        if (!text.isBlank() && ProseDependency.mayBeIn(text, dependenciesLevel > 0)) {
            prose.add(new ProseLine(line, text.strip(), dependenciesLevel > 0));
        }
        boolean plain =
                !isItem && !isBreak && !text.isBlank() && !text.stripLeading().startsWith(">");
        paragraph = plain && (paragraph.isEmpty() ? indentOf(text) < TAB_STOP : true) ? text.strip() : "";
    }

    private boolean isHidden(String text) {
        Matcher mark = FENCE.matcher(text);
        boolean isMark = mark.matches();
        if (fence != null) {
            boolean closes =
                    isMark && mark.group(1).startsWith(fence) && mark.group(2).isBlank();
            fence = closes ? null : fence;
            return true;
        }
        if (inComment) {
            inComment = !text.contains("-->");
            return true;
        }
        // A fence of backticks has none behind it: that would be code within a line.
        if (isMark && !(mark.group(1).startsWith("`") && mark.group(2).contains("`"))) {
            fence = mark.group(1);
            itemOpen = false;
            return true;
        }
        if (text.stripLeading().startsWith("<!--")) {
            inComment = !text.contains("-->");
            return true;
        }
        return false;
    }

    private void heading(int level, String words) {
        paragraph = "";
        itemOpen = false;
        String text = words.strip();
        if (title == null && !text.isEmpty()) {
            title = text;
        }
        String folded = text.toLowerCase(Locale.ROOT);
        criteriaLevel = section(criteriaLevel, level, folded.contains("acceptance criteri"));
        dependenciesLevel =
                section(dependenciesLevel, level, folded.contains("dependenc") || folded.contains("depends on"));
        indents.clear();
    }

    /** A section ends at the next heading that is not below its own. */
    private static int section(int current, int level, boolean begins) {
        if (begins) {
            return level;
        }
        return current > 0 && level > current ? current : 0;
    }

    private void criterion(String text, @Nullable Matcher item, int line) {
        if (item != null) {
            String mark = item.group(2);
            criteria.add(new Criterion(
                    item.group(3).strip(), mark != null && !mark.isBlank(), depth(indentOf(item.group(1))), line));
            itemOpen = true;
        } else if (text.isBlank()) {
            itemOpen = false;
        } else if (itemOpen) {
            Criterion begun = criteria.removeLast();
            criteria.add(
                    new Criterion(begun.text() + " " + text.strip(), begun.checked(), begun.depth(), begun.line()));
        }
    }

    private static String withoutClosingMarks(String words) {
        int end = words.length();
        while (end > 0 && words.charAt(end - 1) == '#') {
            end--;
        }
        boolean closing = end == 0 || words.charAt(end - 1) == ' ' || words.charAt(end - 1) == '\t';
        return closing ? words.substring(0, end) : words;
    }

    /** Three or more of one mark with blanks between; by hand, since a pattern would recurse for every mark. */
    private static boolean isThematicBreak(String text) {
        String marks = text.replace(" ", "").replace("\t", "");
        return marks.length() >= 3
                && "-*_".indexOf(marks.charAt(0)) >= 0
                && marks.chars().allMatch(c -> c == marks.charAt(0));
    }

    /** How many open items stand further left. */
    private int depth(int indent) {
        while (!indents.isEmpty() && indents.getLast() >= indent) {
            indents.removeLast();
        }
        indents.add(indent);
        return indents.size() - 1;
    }

    private static int indentOf(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                columns += TAB_STOP - columns % TAB_STOP;
            } else if (c == ' ') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }
}
