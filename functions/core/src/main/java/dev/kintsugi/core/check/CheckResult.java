package dev.kintsugi.core.check;

import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;

/**
 * How one command ended.
 *
 * @param name the check's name, {@code setup} for the command before them
 * @param exitCode 0 when it passed; whoever ran it chooses one for a command that had no time or could not be started
 * @param output the end of what it printed, at most {@link #MAX_OUTPUT} characters
 */
public record CheckResult(String name, int exitCode, long seconds, String output) {
    /** The end of an output that is kept, in characters: where compilers and test runners say what is wrong. */
    public static final int MAX_OUTPUT = 3_000;

    /** What begins the finding of a failed check. */
    public static final String FINDING = "[check:";

    public CheckResult {
        output = ending(output);
    }

    public boolean passed() {
        return exitCode == 0;
    }

    /** What the next coder is told. */
    public Finding finding() {
        String said = isUnseen(output) ? "exit code " + exitCode + ", and nothing was printed" : output;
        return Finding.of(Severity.CRITICAL, FINDING + name + "] " + said);
    }

    /** Nothing that a reader could see: blanks, and bytes that stand for no character. */
    private static boolean isUnseen(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    /** The last characters, never half of one. */
    private static String ending(String text) {
        if (text.length() <= MAX_OUTPUT) {
            return text;
        }
        int from = text.length() - MAX_OUTPUT;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
