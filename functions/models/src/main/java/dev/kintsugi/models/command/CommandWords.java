package dev.kintsugi.models.command;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a shell does with quotes, and as no shell does anything else: nothing expands. */
final class CommandWords {
    private CommandWords() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (quote == 0 && Character.isWhitespace(character)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
                inWord = true;
            } else if (character == quote) {
                quote = 0;
            } else if (character == '\\' && quote != '\'' && at + 1 < line.length()) {
                at++;
                word.append(line.charAt(at));
                inWord = true;
            } else {
                word.append(character);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote (%s) is not closed in the command: %s".formatted(quote, line));
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("command: needs a command, such as command:my-agent --print");
        }
        return List.copyOf(words);
    }
}
