package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSONata's functions on texts that need a watch: they take a regular expression or make a text of any size. */
final class TextFunctions {
    /** Characters that one $pad may add. */
    static final int PADDING_CHARACTERS = 262_144;

    private TextFunctions() {}

    /** The pattern of a regular expression, or what else was given for one. */
    static @Nullable Object pattern(Arguments in) {
        Object given = in.at(1);
        return given instanceof WatchedRegex regex ? regex.pattern() : given;
    }

    /** Runs the pattern once under watch: what ends then ends again unwatched, as the same search on the same text. */
    static @Nullable String watched(Arguments in, EvaluationBounds bounds) {
        String text = in.text(0);
        if (text != null && pattern(in) instanceof Pattern pattern) {
            matches(pattern, text, bounds);
        }
        return text;
    }

    private static long matches(Pattern pattern, String text, EvaluationBounds bounds) {
        Matcher matcher = WatchedRegex.matcher(pattern, text, bounds);
        long matches = 0;
        while (matcher.find()) {
            bounds.checkTime();
            matches++;
        }
        return matches;
    }

    static @Nullable String replace(Arguments in, EvaluationBounds bounds) {
        String text = in.text(0);
        Integer limit = in.whole(3);
        if (text != null && in.at(2) instanceof String replacement) {
            if (in.at(1) instanceof WatchedRegex regex) {
                // A reference to a group may repeat the whole text.
                long references = replacement.chars().filter(c -> c == '$').count();
                EvaluationBounds.checkSize(matches(regex.pattern(), text, bounds) * replacement.length()
                        + (1 + references) * text.length());
            } else if (in.at(1) instanceof String literal && !literal.isEmpty() && (limit == null || limit >= 0)) {
                return replaceLiteral(text, literal, replacement, limit == null ? Integer.MAX_VALUE : limit);
            }
        }
        return Functions.replace(watched(in, bounds), pattern(in), in.at(2), limit);
    }

    /** The library takes a text for a regular expression when there is a limit. */
    private static String replaceLiteral(String text, String literal, String replacement, int limit) {
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        int found = text.indexOf(literal);
        for (int i = 0; i < limit && found >= 0; i++) {
            replaced.append(text, copied, found).append(replacement);
            EvaluationBounds.checkSize(replaced.length());
            copied = found + literal.length();
            found = text.indexOf(literal, copied);
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    static @Nullable String join(@Nullable Object texts, @Nullable String separator) {
        if (!(texts instanceof List<?> items)) {
            return null;
        }
        String between = separator == null ? "" : separator;
        long length = (long) between.length() * items.size();
        List<String> parts = new ArrayList<>(items.size());
        for (Object item : CheckedFunctions.texts(items)) {
            String part = (String) item;
            length += part.length();
            parts.add(part);
        }
        EvaluationBounds.checkSize(length);
        return String.join(between, parts);
    }

    /** As JSONata's own, which takes time that grows with the square of the width. */
    static @Nullable String pad(Arguments in) {
        String text = in.text(0);
        Integer width = in.whole(1);
        if (text == null || width == null) {
            return text;
        }
        long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
        if (missing > PADDING_CHARACTERS) {
            throw EvaluationBounds.outOfMemory();
        }
        String given = in.text(2);
        int[] filling =
                (given == null || given.isEmpty() ? " " : given).codePoints().toArray();
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < missing; i++) {
            padding.appendCodePoint(filling[i % filling.length]);
        }
        return width > 0 ? text + padding : padding + text;
    }
}
