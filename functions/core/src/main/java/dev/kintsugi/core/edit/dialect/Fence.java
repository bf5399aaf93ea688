package dev.kintsugi.core.edit.dialect;

import java.util.Optional;

/**
 * A line that opens a fenced block: three or more backticks or tildes, perhaps indented, and an info string.
 *
 * @param indent how far it is indented
 */
record Fence(char mark, int length, String info, int indent) {
    private static final int SHORTEST = 3;

    static Optional<Fence> openedBy(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        if (indent == line.length() || (line.charAt(indent) != '`' && line.charAt(indent) != '~')) {
            return Optional.empty();
        }
        char mark = line.charAt(indent);
        int end = indent;
        while (end < line.length() && line.charAt(end) == mark) {
            end++;
        }
        String info = line.substring(end).strip();
        boolean inline = mark == '`' && info.indexOf('`') >= 0;
        return end - indent < SHORTEST || inline
                ? Optional.empty()
                : Optional.of(new Fence(mark, end - indent, info, indent));
    }

    /** Whether a line closes it: the same mark, at least as often, and nothing else. */
    boolean isClosedBy(String line) {
        String text = line.strip();
        return text.length() >= length && text.chars().allMatch(c -> c == mark);
    }

    /** The language it names, in lower case letters or empty. */
    String language() {
        int end = 0;
        while (end < info.length() && " \t:{,=".indexOf(info.charAt(end)) < 0) {
            end++;
        }
        return info.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    }
}
