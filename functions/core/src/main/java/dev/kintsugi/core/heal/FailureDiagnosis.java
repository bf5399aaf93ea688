package dev.kintsugi.core.heal;

import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a task failed, with all the evidence: what its remediation is planned from.
 *
 * @param phaseId the failed task
 * @param reason what the end says to people
 * @param lastCoderOutput what the coder said last, shortened; empty when it said nothing
 * @param lastReviewerOutput what the reviewer said last, shortened
 * @param check the check that failed in the last cycle
 * @param unresolved what was found and is open
 * @param partialWork there when a cycle was completed
 */
public record FailureDiagnosis(
        String phaseId,
        FailureCause cause,
        String reason,
        int cycles,
        MicroDollars cost,
        String lastCoderOutput,
        String lastReviewerOutput,
        Optional<FailedCheck> check,
        List<Finding> unresolved,
        Optional<PartialWork> partialWork) {
    /** In characters, of what a model said last. */
    public static final int MAX_OUTPUT = 2_000;

    public FailureDiagnosis {
        lastCoderOutput = PlainText.shortened(lastCoderOutput, MAX_OUTPUT);
        lastReviewerOutput = PlainText.shortened(lastReviewerOutput, MAX_OUTPUT);
        unresolved = List.copyOf(unresolved);
    }

    /** One of the project's commands that failed, with the end of what it printed. */
    public record FailedCheck(String name, String output) {}

    /** The diagnosis in a few sentences. */
    public String summary() {
        String text = String.format(
                Locale.ROOT,
                "Task %s failed (%s): %s. It used %s and cost %s.",
                phaseId,
                cause.word(),
                withoutStop(reason),
                PlainText.count(cycles, "cycle"),
                cost);
        if (check.isPresent()) {
            text += " The check \"" + PlainText.line(check.get().name()) + "\" fails.";
        }
        boolean filesUnknown =
                partialWork.filter(work -> work.filesTouched().isEmpty()).isPresent();
        if (filesUnknown) {
            text += " Which files it touched is unknown: the list of files could not be had.";
        }
        return text;
    }

    private static String withoutStop(String sentence) {
        String line = PlainText.line(sentence);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
