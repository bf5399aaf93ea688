package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.edit.match.Elision;
import dev.kintsugi.core.edit.match.SourceText;
import java.util.List;
import java.util.Optional;

/** Questions about a file's text as a whole. */
final class WholeText {
    private WholeText() {}

    /** The first line that leaves text out and that the file does not have itself. */
    static Optional<String> elisionIn(String content, String before) {
        return content.lines()
                .filter(line -> before.isEmpty() ? Elision.isComment(line) : Elision.isOne(line))
                .map(String::strip)
                .filter(line -> before.lines().noneMatch(old -> old.strip().equals(line)))
                .findFirst();
    }

    /** Whether a file has the lines expected and no others; nothing expected is anything. */
    static boolean isWhole(String expected, byte[] content) {
        if (expected.isBlank()) {
            return true;
        }
        Optional<SourceText> text = SourceText.of(content);
        return text.isPresent() && solid(text.get().text()).equals(solid(expected));
    }

    private static List<String> solid(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
