package dev.kintsugi.core.plan.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence that tells people of a dependency which no machine reads. */
final class ProseDependency {
    private static final List<String> PHRASES = List.of(
            "depends on",
            "depend on",
            "dependent on",
            "depending on",
            "blocked by",
            "waits for",
            "being completed first",
            "being done first",
            "must be completed",
            "must be done",
            "must be finished",
            "is completed first",
            "is done first",
            "to be completed first",
            "after completing",
            "prerequisite");

    /** Words that could be ids, file names or numbers: letters with what ids and paths may contain. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]{0,200}");

    private static final Pattern NUMBERED =
            Pattern.compile("\\b(?:task|job|phase|step)s?[ \\t]{1,3}[#`\"']?([0-9]{1,6})\\b", Pattern.CASE_INSENSITIVE);

    private ProseDependency() {}

    /** Cheap, and true for more lines than there are dependencies: what they name is known only with all tasks. */
    static boolean mayBeIn(String line, boolean underDependencies) {
        String folded = line.toLowerCase(Locale.ROOT);
        return underDependencies || PHRASES.stream().anyMatch(folded::contains);
    }

    /** What a line might name, as words without their {@code .md}; a plain list of dependencies needs no phrase. */
    static Set<String> named(Markdown.ProseLine line) {
        Set<String> named = new LinkedHashSet<>();
        Matcher words = WORD.matcher(line.text());
        while (words.find()) {
            String word = withoutDot(words.group());
            if (word.indexOf('/') < 0 || isTaskFile(word)) {
                named.add(stem(word));
            }
        }
        return named;
    }

    /** Names of task files and numbers of tasks, which mean a task even when this plan has none of that name. */
    static List<String> surely(Markdown.ProseLine line) {
        List<String> surely = new ArrayList<>();
        if (!mayBeIn(line.text(), false)) {
            return surely;
        }
        Matcher words = WORD.matcher(line.text());
        while (words.find()) {
            String word = withoutDot(words.group());
            if (isTaskFile(word)) {
                surely.add(stem(word));
            }
        }
        Matcher numbers = NUMBERED.matcher(line.text());
        while (numbers.find()) {
            surely.add(numbers.group(1));
        }
        return surely;
    }

    private static String stem(String word) {
        String name = withoutDot(word.substring(word.lastIndexOf('/') + 1));
        return isTaskFile(name) ? name.substring(0, name.length() - 3) : name;
    }

    private static boolean isTaskFile(String word) {
        return word.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    private static String withoutDot(String word) {
        int end = word.length();
        while (end > 0 && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
            end--;
        }
        return word.substring(0, end);
    }
}
