package dev.kintsugi.core.edit.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The text of a labelled section, as it stands and out of the fence around it.
 *
 * @param text the lines as they stand; a fenced one without the blank lines around its fence
 * @param inside the same out of its fence, or as it stands when there is none around the whole
 * @param hasFence whether any line of it opens a fence
 */
record Labelled(String text, String inside, boolean hasFence) {
    static Labelled of(List<String> lines) {
        int first = 0;
        int last = lines.size() - 1;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        while (last > first && lines.get(last).isBlank()) {
            last--;
        }
        boolean hasFence = lines.stream().anyMatch(line -> Fence.openedBy(line).isPresent());
        String text = Reply.text(lines);
        return first < last && isOneBlock(lines.subList(first, last + 1))
                ? new Labelled(
                        Reply.text(lines.subList(first, last + 1)), Reply.text(lines.subList(first + 1, last)), true)
                : new Labelled(text, text, hasFence);
    }

    boolean isFenced() {
        return !text.equals(inside);
    }

    /** Whether the fence that the first line opens is closed by the last line and by none before it. */
    private static boolean isOneBlock(List<String> lines) {
        Optional<Fence> outer = Fence.openedBy(lines.getFirst());
        if (outer.isEmpty()) {
            return false;
        }
        int open = 1;
        for (String line : lines.subList(1, lines.size() - 1)) {
            if (outer.get().isClosedBy(line)) {
                open--;
            } else if (Fence.openedBy(line)
                    .filter(inner -> inner.mark() == outer.get().mark())
                    .isPresent()) {
                open++;
            }
            if (open == 0) {
                return false;
            }
        }
        return open == 1 && outer.get().isClosedBy(lines.getLast());
    }
}
