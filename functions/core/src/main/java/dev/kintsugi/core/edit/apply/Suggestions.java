package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person might do about edits that failed, most useful first. */
public final class Suggestions {
    /** A FIND with fewer lines than this may be too little to tell its place by. */
    static final int LINES_OF_CONTEXT = 3;

    /** Above so many edits a whole new file may be simpler. */
    static final int MANY_EDITS = 10;

    /** Most suggestions that are given. */
    static final int MAXIMUM = 12;

    private Suggestions() {}

    public static List<String> after(List<Outcome> outcomes) {
        Set<String> suggestions = new LinkedHashSet<>();
        List<Outcome.Failed> failed = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed one) {
                failed.add(one);
            }
        }
        for (Outcome.Failed one : failed) {
            if (one.reason().kind() == Reason.Kind.WHITESPACE) {
                suggestions.add(
                        one.file() + ": whitespace or indentation differs; copy the lines as they stand in the file");
            }
        }
        for (Outcome.Failed one : failed) {
            if (isTooShort(one)) {
                suggestions.add(one.file() + ": include more context; FIND has under " + LINES_OF_CONTEXT + " lines");
            }
        }
        if (!failed.isEmpty() && outcomes.size() > MANY_EDITS) {
            suggestions.add("consider replace: " + outcomes.size() + " edits may be simpler as whole files");
        }
        for (Outcome.Failed one : failed) {
            if (!one.candidates().isEmpty()) {
                Candidate best = one.candidates().get(0);
                suggestions.add("possible match at " + one.file() + ":" + best.line() + " (" + best.similarity()
                        + "% similar)");
            }
        }
        return suggestions.stream().limit(MAXIMUM).toList();
    }

    private static boolean isTooShort(Outcome.Failed failed) {
        boolean found = switch (failed.reason().kind()) {
            case AMBIGUOUS, NOT_FOUND, SIMILAR, STALE -> true;
            default -> false;
        };
        return found
                && failed.edit() instanceof Edit.Replace replace
                && replace.find().lines().filter(line -> !line.isBlank()).count() < LINES_OF_CONTEXT;
    }
}
