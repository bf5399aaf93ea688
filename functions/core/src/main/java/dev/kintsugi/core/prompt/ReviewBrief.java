package dev.kintsugi.core.prompt;

import dev.kintsugi.core.review.Finding;
import java.util.List;
import java.util.Optional;

/**
 * All that a reviewer is told.
 *
 * @param alsoFor for a remediation, the failed task whose criteria must be met too
 * @param diff all changes since the job's base
 * @param changedFiles the changed files as they are now
 * @param checkOutput what the project's commands said
 * @param priorFindings what was open before, each of which is to be verified
 * @param notes what else to know: files written outside the scope, passages that were left out
 */
public record ReviewBrief(
        Assignment assignment,
        Optional<Assignment> alsoFor,
        String diff,
        List<ShownFile> changedFiles,
        String checkOutput,
        List<Finding> priorFindings,
        List<String> notes) {
    public ReviewBrief {
        changedFiles = List.copyOf(changedFiles);
        priorFindings = List.copyOf(priorFindings);
        notes = List.copyOf(notes);
    }
}
