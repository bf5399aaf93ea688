package dev.kintsugi.core.plan.graph;

import java.util.ArrayList;
import java.util.List;

/** One element of a path segment in a glob. */
sealed interface Token {
    /** A letter that stands for itself. */
    record Char(int value) implements Token {}

    /** {@code ?}. */
    record AnyChar() implements Token {}

    /** {@code *}: any number of letters. */
    record Star() implements Token {}

    /** {@code [a-z]} or {@code [!a-z]}. */
    record Range(boolean negated, List<int[]> spans) implements Token {
        boolean contains(int value) {
            boolean inside = spans.stream().anyMatch(span -> span[0] <= value && value <= span[1]);
            return inside != negated;
        }

        boolean overlaps(Range other) {
            // Two negated sets always share a letter; one negated set is taken to, since refusing too much is safe
            // here.
            return negated
                    || other.negated
                    || spans.stream()
                            .anyMatch(
                                    one -> other.spans.stream().anyMatch(two -> one[0] <= two[1] && two[0] <= one[1]));
        }
    }

    /** Marks a bracket that is meant as a set; {@link GlobText} offers each pattern with and without it. */
    char SET_MARK = '\u0001';

    /** Stands for a bracket that is a letter. */
    char BRACKET = '\u0002';

    static List<Token> literal(String text) {
        return text.chars().<Token>mapToObj(Char::new).toList();
    }

    static List<Token> parse(String text) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == SET_MARK) {
                int end = text.indexOf(']', i + 2);
                tokens.add(range(text.substring(i + 1, end)));
                i = end + 1;
            } else if (c == '?') {
                tokens.add(new AnyChar());
            } else if (c != '*') {
                tokens.add(new Char(c == BRACKET ? '[' : c));
            } else if (tokens.isEmpty() || !(tokens.getLast() instanceof Star)) {
                tokens.add(new Star());
            }
        }
        return tokens;
    }

    static boolean compatible(Token one, Token two) {
        return switch (one) {
            case Star ignored -> true;
            case AnyChar ignored -> true;
            case Char letter ->
                switch (two) {
                    case Char other -> letter.value == other.value;
                    case Range range -> range.contains(letter.value);
                    case AnyChar ignored -> true;
                    case Star ignored -> true;
                };
            case Range range ->
                switch (two) {
                    case Char other -> range.contains(other.value);
                    case Range other -> range.overlaps(other);
                    case AnyChar ignored -> true;
                    case Star ignored -> true;
                };
        };
    }

    private static Range range(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        List<int[]> spans = new ArrayList<>();
        for (int i = negated ? 1 : 0; i < inside.length(); i++) {
            char from = inside.charAt(i);
            if (i + 2 < inside.length() && inside.charAt(i + 1) == '-') {
                spans.add(new int[] {from, inside.charAt(i + 2)});
                i += 2;
            } else {
                spans.add(new int[] {from, from});
            }
        }
        return new Range(negated, spans);
    }
}
