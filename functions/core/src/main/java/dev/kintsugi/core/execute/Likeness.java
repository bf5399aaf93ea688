package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** How alike what two edits want is: the share of words that both have, from 0 to 1. */
final class Likeness {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private Likeness() {}

    static double of(Edit one, Edit other) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(others);
        int all = words.size() + others.size();
        return all == 0 ? 1 : 2.0 * shared.size() / all;
    }

    private static Set<String> words(Edit edit) {
        String text = switch (edit) {
            case Edit.Replace replace -> replace.find() + "\n" + replace.replace();
            case Edit.Write write -> write.content();
            case Edit.Delete delete -> delete.expected();
            case Edit.Move move -> move.to();
            case Edit.Unreadable unreadable -> unreadable.text();
        };
        Set<String> words = new HashSet<>(Arrays.asList(BETWEEN_WORDS.split(text)));
        words.remove("");
        return words;
    }
}
