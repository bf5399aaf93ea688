package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply line by line, with what has been learnt on the way: the open fence and the file last named. */
final class Reply {
    private final List<String> lines;
    private @Nullable Fence fence;
    private String named = "";
    private int sections;

    private Reply(List<String> lines) {
        this.lines = lines;
    }

    static Reply of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int stop = newline < 0 ? text.length() : newline;
            int end = stop > from && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            lines.add(text.substring(from, end));
            from = stop + 1;
        }
        return new Reply(lines);
    }

    int size() {
        return lines.size();
    }

    String line(int index) {
        return lines.get(index);
    }

    /** Lines of a range, each with its end. */
    String text(int from, int to) {
        return text(lines.subList(from, Math.max(from, to)));
    }

    static String text(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The first line at or after an index that is not blank, or the size. */
    int solidFrom(int index) {
        int line = index;
        while (line < size() && lines.get(line).isBlank()) {
            line++;
        }
        return line;
    }

    void open(Fence opened) {
        fence = opened;
    }

    void close() {
        fence = null;
    }

    boolean isFenced() {
        return fence != null;
    }

    /** Whether a line closes the fence that is open. */
    boolean closesFence(int index) {
        Fence opened = fence;
        return opened != null && opened.isClosedBy(lines.get(index));
    }

    void name(String path) {
        named = path;
    }

    Optional<String> lastNamed() {
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }

    /** The number of the next file section. */
    int nextSection() {
        return sections++;
    }

    Origin origin(Dialect dialect, int line) {
        return new Origin(dialect, line + 1, nextSection());
    }
}
