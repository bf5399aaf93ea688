package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.List;

/** The new lines of a file's region, each with the end it had or the end of its neighbour. */
final class Region {
    private final Lines file;
    private final int from;
    private final int to;
    private final List<String> contents = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();

    Region(Lines file, int from, int to) {
        this.file = file;
        this.from = from;
        this.to = to;
    }

    /** Takes over lines of the file as they are. */
    void keep(int first, int stop) {
        for (int line = first; line < stop; line++) {
            contents.add(file.get(line));
            ends.add(file.endOf(line));
        }
    }

    /** Adds a line that ends as a line of the file does. */
    void put(String content, int like) {
        contents.add(content);
        ends.add(like >= 0 && like < file.size() ? file.endOf(like) : "");
    }

    /** By how many lines the file grows. */
    int added() {
        return contents.size() - (to - from);
    }

    /** The whole file with this region in it. A file without a final newline stays so, one with it keeps it. */
    String text() {
        String text = file.text();
        StringBuilder whole = new StringBuilder(text.length() + 256);
        whole.append(text, 0, file.startOf(from));
        boolean last = to == file.size();
        String finalEnd = file.size() == 0 ? "" : file.endOf(file.size() - 1);
        for (int i = 0; i < contents.size(); i++) {
            whole.append(contents.get(i));
            boolean atEnd = last && i == contents.size() - 1;
            String end = ends.get(i);
            whole.append(atEnd ? finalEnd : end.isEmpty() ? file.commonEnd() : end);
        }
        if (contents.isEmpty() && last && finalEnd.isEmpty() && from > 0) {
            whole.setLength(whole.length() - file.endOf(from - 1).length());
        }
        return whole.append(text, file.startOf(to), text.length()).toString();
    }
}
