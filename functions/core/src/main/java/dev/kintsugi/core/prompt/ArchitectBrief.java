package dev.kintsugi.core.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the architect of a remediation is told.
 *
 * @param reason why the task failed: {@code check_failure}, {@code max_cycles} ...
 * @param summary the diagnosis in a few sentences, with cycles and cost
 * @param evidence last outputs, the failed check, open findings; each with its name
 * @param partialWork the section about what was done; empty when no cycle was completed
 * @param problems why the architect's previous reply could not be used; empty the first time
 */
public record ArchitectBrief(
        Assignment failed,
        String failedTaskId,
        String reason,
        String summary,
        List<ShownFile> evidence,
        Optional<String> partialWork,
        List<String> problems) {
    public ArchitectBrief {
        evidence = List.copyOf(evidence);
        problems = List.copyOf(problems);
    }

    /** The same after replies that could not be used, for these reasons. */
    public ArchitectBrief after(List<String> more) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(more);
        return new ArchitectBrief(failed, failedTaskId, reason, summary, evidence, partialWork, all);
    }
}
