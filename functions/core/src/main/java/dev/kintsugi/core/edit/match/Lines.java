package dev.kintsugi.core.edit.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text split into lines, each with its own end. A line's end is {@code \n} or {@code \r\n}, or nothing for a last
 * line that has none; a carriage return elsewhere is a character like any other.
 */
public final class Lines {
    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int count;
    private final @Nullable String[] contents;
    private final Map<String, Boolean> vocabulary = new HashMap<>();
    private long @Nullable [] keys;

    private Lines(String text, int[] starts, int[] ends, int count) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.count = count;
        this.contents = new @Nullable String[count];
    }

    /** Splits a text; one that ends with a line end has no empty line after it. */
    public static Lines of(String text) {
        int[] starts = new int[64];
        int[] ends = new int[64];
        int count = 0;
        int from = 0;
        while (from < text.length()) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            int newline = text.indexOf('\n', from);
            starts[count] = from;
            if (newline < 0) {
                ends[count++] = text.length();
                break;
            }
            ends[count++] = newline > from && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
            from = newline + 1;
        }
        return new Lines(text, starts, ends, count);
    }

    String text() {
        return text;
    }

    public int size() {
        return count;
    }

    /** A line without its end. */
    public String get(int line) {
        String content = contents[line];
        if (content == null) {
            content = text.substring(starts[line], ends[line]);
            contents[line] = content;
        }
        return content;
    }

    /** The end of a line as it stands in the text. */
    public String endOf(int line) {
        return text.substring(ends[line], startOf(line + 1));
    }

    /** Where a line begins in the text; the line after the last begins at the text's end. */
    public int startOf(int line) {
        return line < count ? starts[line] : text.length();
    }

    public boolean isBlank(int line) {
        return key(line) == LineKey.BLANK;
    }

    /** What a line says, whatever its blanks and typography (see {@link LineKey}). */
    public long key(int line) {
        long[] known = keys;
        return known == null ? LineKey.of(text, starts[line], ends[line]) : known[line];
    }

    /** Whether a word occurs by itself; asked for few words, and often for the same. */
    boolean hasWord(String word) {
        return vocabulary.computeIfAbsent(word, this::occurs);
    }

    private boolean occurs(String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !LineKey.isWord(text.charAt(at - 1));
            if (begins && (end == text.length() || !LineKey.isWord(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    long[] keys() {
        long[] computed = keys;
        if (computed == null) {
            computed = new long[count];
            for (int i = 0; i < count; i++) {
                computed[i] = LineKey.of(text, starts[i], ends[i]);
            }
            keys = computed;
        }
        return computed;
    }

    /** The line that begins at or before an offset. */
    int lineAt(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** How many lines a text has. */
    static int count(String text) {
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return text.isEmpty() || text.endsWith("\n") ? lines : lines + 1;
    }

    /** All lines from one to before another. */
    public List<String> between(int from, int to) {
        String[] slice = new String[to - from];
        for (int i = from; i < to; i++) {
            slice[i - from] = get(i);
        }
        return List.of(slice);
    }

    /** The line end that most lines have. */
    public String commonEnd() {
        return mostlyCarriageReturns() ? "\r\n" : "\n";
    }

    boolean mostlyCarriageReturns() {
        int with = 0;
        for (int i = 0; i < count; i++) {
            with += startOf(i + 1) - ends[i] == 2 ? 1 : 0;
        }
        return with * 2 > count;
    }
}
