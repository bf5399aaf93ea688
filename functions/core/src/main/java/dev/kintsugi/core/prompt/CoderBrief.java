package dev.kintsugi.core.prompt;

import dev.kintsugi.core.review.Finding;
import java.util.List;
import java.util.Optional;

/**
 * All that a coder is told at the beginning of a cycle.
 *
 * @param healingContext for a remediation, the block that comes before everything else
 * @param contextFiles files to know, not necessarily to change
 * @param targetFiles files to change, as they are now
 * @param fileList paths of the repository, as far as they are worth showing
 * @param openFindings what was found and is not fixed; never what is
 * @param notes what a person or the machine adds: a retry's note, a conflict, a place out of scope
 */
public record CoderBrief(
        Assignment assignment,
        Optional<String> healingContext,
        List<ShownFile> contextFiles,
        List<ShownFile> targetFiles,
        List<String> fileList,
        List<Finding> openFindings,
        List<String> notes) {
    public CoderBrief {
        contextFiles = List.copyOf(contextFiles);
        targetFiles = List.copyOf(targetFiles);
        fileList = List.copyOf(fileList);
        openFindings = List.copyOf(openFindings);
        notes = List.copyOf(notes);
    }

    /** A first cycle of an ordinary task. */
    public static CoderBrief first(Assignment assignment, List<ShownFile> contextFiles, List<ShownFile> targetFiles) {
        return new CoderBrief(assignment, Optional.empty(), contextFiles, targetFiles, List.of(), List.of(), List.of());
    }
}
