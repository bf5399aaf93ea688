package dev.kintsugi.core.plan.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes a glob with {@code {a,b}} and {@code [..]} out as the globs without choices that it stands for. */
final class GlobText {
    private GlobText() {}

    /** When there are more than {@code max}, one that covers all of them: the pattern up to its first choice and below. */
    static List<String> alternatives(String pattern, int max) {
        Set<String> plain = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(pattern));
        int steps = 0;
        while (!open.isEmpty()) {
            String text = open.pop();
            List<String> choices = firstChoice(text);
            if (choices.isEmpty()) {
                plain.add(text);
            } else {
                choices.forEach(open::push);
            }
            if (plain.size() + open.size() > max || ++steps > 4 * max) {
                return List.of(beforeChoices(pattern) + "**");
            }
        }
        return List.copyOf(plain);
    }

    private static String beforeChoices(String pattern) {
        int choice = pattern.length();
        for (char opening : new char[] {'{', '['}) {
            int at = pattern.indexOf(opening);
            choice = at < 0 ? choice : Math.min(choice, at);
        }
        return pattern.substring(0, pattern.lastIndexOf('/', choice) + 1);
    }

    private static List<String> firstChoice(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                List<String> choices = braces(text, i);
                if (!choices.isEmpty()) {
                    return choices;
                }
            } else if (text.charAt(i) == '[' && !isMarked(text, i) && isSet(text, i)) {
                return List.of(
                        text.substring(0, i) + Token.SET_MARK + text.substring(i),
                        text.substring(0, i) + Token.BRACKET + text.substring(i + 1));
            }
        }
        return List.of();
    }

    private static boolean isMarked(String text, int bracket) {
        return bracket > 0 && text.charAt(bracket - 1) == Token.SET_MARK;
    }

    /** A set is closed within its segment and not empty. */
    private static boolean isSet(String text, int bracket) {
        int end = text.indexOf(']', bracket + 2);
        int slash = text.indexOf('/', bracket);
        return end > 0 && (slash < 0 || end < slash);
    }

    private static List<String> braces(String text, int opening) {
        List<Integer> cuts = new ArrayList<>(List.of(opening));
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 1) {
                cuts.add(i);
            } else if (depth == 0) {
                cuts.add(i);
                return cuts.size() > 2 ? writtenOut(text, cuts) : List.of();
            }
        }
        return List.of();
    }

    private static List<String> writtenOut(String text, List<Integer> cuts) {
        String before = text.substring(0, cuts.getFirst());
        String after = text.substring(cuts.getLast() + 1);
        List<String> written = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            written.add(before + text.substring(cuts.get(i) + 1, cuts.get(i + 1)) + after);
        }
        return written;
    }
}
