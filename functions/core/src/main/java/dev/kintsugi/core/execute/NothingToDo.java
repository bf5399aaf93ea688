package dev.kintsugi.core.execute;

import java.util.regex.Pattern;

/**
 * Whether a coder who changed nothing said that nothing needs to be changed. Words without edits that do not say so are
 * no work: a model that talks about something else must not pass because a reviewer nods.
 */
final class NothingToDo {
    private static final Pattern SAID = Pattern.compile(
            "\\bnothing (?:\\w{1,20} ){0,3}to (?:do|change|edit|add|fix|be (?:done|changed|edited|added|fixed))\\b"
                    + "|\\bnothing (?:needs|requires|has|is) (?:to|a|any|left|missing)\\b"
                    + "|\\bno (?:\\w{1,20} ){0,2}(?:changes?|edits?|modifications?) (?:is |are |was |were )?"
                    + "(?:needed|required|necessary)\\b"
                    + "|\\balready (?:\\w{1,20} ){0,3}(?:in place|done|implemented|there|exists?|present|satisf\\w{2,4}"
                    + "|fulfilled|fixed|correct|complete|so)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Characters that are read for it: it is said at the beginning or not at all. */
    private static final int MOST_READ = 4_000;

    private NothingToDo() {}

    static boolean isSaidIn(String text) {
        return SAID.matcher(text.substring(0, Math.min(text.length(), MOST_READ)))
                .find();
    }
}
