package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lines that stand for text left out: {@code ...} alone, or in a comment of any language, or a comment that says that
 * code goes on ({@code // rest of the code unchanged}). Only a whole line can be one, and a file that really has such
 * a line is matched with it first.
 */
public final class Elision {
    private static final String MARK = "\u0000...";
    private static final List<String> OPENERS =
            List.of("<!--", "{/*", "/**", "/*", "//", "--", "#", ";", "%", "*", "'", "\"\"\"");
    private static final List<String> CLOSERS = List.of("-->", "*/}", "*/", "\"\"\"");
    private static final Set<String> FIRST_WORDS =
            Set.of("rest", "remaining", "existing", "unchanged", "other", "same", "previous", "omitted", "keep");
    private static final Set<String> TELLING_WORDS = Set.of(
            "code",
            "unchanged",
            "same",
            "file",
            "implementation",
            "methods",
            "method",
            "functions",
            "function",
            "content",
            "contents",
            "imports",
            "existing",
            "fields",
            "omitted",
            "lines",
            "class",
            "tests",
            "logic",
            "body",
            "here");

    private Elision() {}

    /** Whether a line stands for text left out. */
    public static boolean isOne(String line) {
        return isBare(line) || isComment(line);
    }

    /** Nothing but dots. */
    static boolean isBare(String line) {
        String text = line.strip();
        return text.equals("...") || text.equals("\u2026") || text.equals("....");
    }

    /** A comment that leaves out. */
    public static boolean isComment(String line) {
        String text = line.strip();
        String inner = uncommented(text);
        if (inner.length() == text.length()) {
            return isBracketed(text);
        }
        if (isBare(inner)) {
            return true;
        }
        boolean dotsFirst = inner.startsWith("...") || inner.startsWith("\u2026");
        boolean dotsLast = inner.endsWith("...") || inner.endsWith("\u2026");
        List<String> words = words(inner);
        if (words.isEmpty() || words.size() > 8) {
            return false;
        }
        boolean telling = words.stream().anyMatch(TELLING_WORDS::contains);
        boolean first = FIRST_WORDS.contains(words.get(0));
        if (dotsFirst && dotsLast) {
            return true;
        }
        return (dotsFirst || dotsLast) ? telling || first : first && telling && words.size() >= 2;
    }

    /** {@code [... unchanged ...]}, {@code (rest of the file unchanged)}: dots in brackets. */
    private static boolean isBracketed(String text) {
        return text.length() > 4
                && ((text.startsWith("...") && text.endsWith("..."))
                        || (text.startsWith("[...") && text.endsWith("...]")))
                && words(text).stream().anyMatch(TELLING_WORDS::contains);
    }

    private static String uncommented(String text) {
        String inner = text;
        for (String opener : OPENERS) {
            if (inner.startsWith(opener)) {
                inner = inner.substring(opener.length());
                break;
            }
        }
        for (String closer : CLOSERS) {
            if (inner.length() < text.length() && inner.endsWith(closer)) {
                inner = inner.substring(0, inner.length() - closer.length());
                break;
            }
        }
        return inner.length() == text.length() ? text : inner.strip();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : LineMerge.words(text.toLowerCase(Locale.ROOT))) {
            if (Character.isLetter(word.charAt(0))) {
                words.add(word);
            }
        }
        return words;
    }

    /** The mark that stands for the n-th elision of an edit, the same in FIND and REPLACE. */
    static String mark(int number) {
        return MARK + number;
    }

    static boolean isMark(String line) {
        return line.startsWith(MARK);
    }

    static long count(List<String> lines) {
        return lines.stream().filter(Elision::isOne).count();
    }

    /** The lines with their elisions as numbered marks. */
    static List<String> marked(List<String> lines) {
        List<String> marked = new ArrayList<>(lines.size());
        int number = 0;
        for (String line : lines) {
            marked.add(isOne(line) ? mark(number++) : line);
        }
        return marked;
    }

    /** How many lines at the beginning say nothing but that something is left out before the rest. */
    static int head(List<String> lines) {
        int from = 0;
        while (from < lines.size()
                && (isOne(lines.get(from)) || (from > 0 && lines.get(from).isBlank()))) {
            from++;
        }
        return from;
    }

    /** How many lines at the end say nothing but that something is left out after the rest. */
    static int tail(List<String> lines) {
        int count = 0;
        while (count < lines.size() && isOne(lines.get(lines.size() - 1 - count))) {
            count++;
        }
        return count;
    }

    /**
     * A replacement that leaves out what FIND shows, written out; empty when it is not plain what it leaves out.
     */
    static Optional<List<String>> writtenOut(List<String> find, List<String> replace) {
        List<String> whole = new ArrayList<>();
        for (int j = 0; j < replace.size(); j++) {
            String line = replace.get(j);
            if (!isOne(line)) {
                whole.add(line);
                continue;
            }
            int above = j == 0 ? -1 : onlyPlace(find, replace.get(j - 1));
            int below = j + 1 >= replace.size() ? find.size() : onlyPlace(find, replace.get(j + 1));
            boolean anchored = (j == 0 || above >= 0) && below > above && replace.size() > 1;
            if (anchored) {
                whole.addAll(find.subList(above + 1, below));
            } else if (isBare(line) && above < 0 && j > 0) {
                // Code of its own: the body of a stub below a line that is new.
                whole.add(line);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(whole);
    }

    private static int onlyPlace(List<String> find, String line) {
        long key = LineKey.of(line);
        int place = LineDiff.GONE;
        for (int i = 0; i < find.size(); i++) {
            if (key != LineKey.BLANK && LineKey.of(find.get(i)) == key) {
                if (place >= 0) {
                    return LineDiff.GONE;
                }
                place = i;
            }
        }
        return place;
    }
}
