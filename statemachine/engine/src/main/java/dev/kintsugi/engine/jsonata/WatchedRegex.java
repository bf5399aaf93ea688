package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of one evaluation, as the function that it is in JSONata: it may be bound to a variable, handed
 * to $map or called, and looks at the clock wherever that happens.
 */
final class WatchedRegex extends Jsonata.JFunction {
    private final Pattern pattern;

    WatchedRegex(Pattern pattern, EvaluationBounds bounds) {
        super((input, arguments) -> next(matcher(pattern, (String) arguments.getFirst(), bounds)), "<s:o>");
        this.pattern = pattern;
    }

    /** Reads {@code /pattern/flags}, which JSONata's parser accepted. */
    static Pattern parse(String literal) {
        int end = literal.lastIndexOf('/');
        int flags = literal.indexOf('i', end) > 0 ? Pattern.CASE_INSENSITIVE : 0;
        return Pattern.compile(
                literal.substring(1, end), literal.indexOf('m', end) > 0 ? flags | Pattern.MULTILINE : flags);
    }

    Pattern pattern() {
        return pattern;
    }

    static Matcher matcher(Pattern pattern, String text, EvaluationBounds bounds) {
        return pattern.matcher(new WatchedText(text, bounds));
    }

    /** What a call gives: the next match with a function for the one after it, or nothing. */
    private static @Nullable Object next(Matcher matcher) {
        if (!matcher.find()) {
            return null;
        }
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("start", matcher.start());
        match.put("end", matcher.end());
        match.put("groups", groups);
        match.put("next", new Jsonata.JFunction((input, arguments) -> next(matcher), "<:o>"));
        return match;
    }
}
