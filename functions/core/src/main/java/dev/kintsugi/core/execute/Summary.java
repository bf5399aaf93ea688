package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.round.PlainText;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a coder said it did, in one line: the first words of its last reply that has any. */
final class Summary {
    /** Characters of it: a commit's first line is read in lists. */
    static final int MAX_CHARACTERS = 72;

    /** A line that belongs to an edit or a fence and tells nothing. */
    private static final Pattern NO_WORDS =
            Pattern.compile("(?:FILE|FIND|REPLACE|END|SEARCH)\\b.*|([`~<>=*+-])\\1{2,}.*|[^\\p{L}]*");

    private String line = "";

    void said(String text) {
        String words = text.lines()
                .limit(200)
                .map(PlainText::line)
                .filter(one -> !NO_WORDS.matcher(one).matches())
                .findFirst()
                .map(PlainText::whole)
                .orElse("");
        if (!words.isEmpty()) {
            line = PlainText.shortened(words, MAX_CHARACTERS);
        }
    }

    /** The part of a reply before its first edit. */
    static String before(String text, Edit first) {
        return text.lines().limit(first.origin().line() - 1L).collect(Collectors.joining("\n"));
    }

    String line() {
        return line;
    }
}
