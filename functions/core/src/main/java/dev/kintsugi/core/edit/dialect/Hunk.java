package dev.kintsugi.core.edit.dialect;

import java.util.ArrayList;
import java.util.List;

/** The lines of one hunk: what stands before and what after. */
final class Hunk {
    final List<String> before = new ArrayList<>();
    final List<String> after = new ArrayList<>();
    final List<String> scope = new ArrayList<>();
    int nearLine;
    boolean atEnd;
    int line;
    private int blanksAtEnd;

    /** Takes one line with its mark; a line without one is context that lost its blank. */
    void take(String text) {
        if (text.isEmpty()) {
            blanksAtEnd++;
            before.add("");
            after.add("");
            return;
        }
        char mark = text.charAt(0);
        String rest = text.substring(1);
        if (mark == '+') {
            after.add(rest);
        } else if (mark == '-') {
            before.add(rest);
        } else {
            String context = mark == ' ' ? rest : text;
            before.add(context);
            after.add(context);
        }
        blanksAtEnd = 0;
    }

    /** Empty lines that end a hunk separate it from the next; they are not its context. */
    void dropBlanksAtEnd() {
        for (; blanksAtEnd > 0; blanksAtEnd--) {
            before.remove(before.size() - 1);
            after.remove(after.size() - 1);
        }
    }

    boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }
}
