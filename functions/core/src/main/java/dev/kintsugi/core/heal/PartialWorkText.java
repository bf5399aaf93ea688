package dev.kintsugi.core.heal;

import dev.kintsugi.core.review.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Partial work in the words that were agreed on, for the architect and for the remediation's coder. */
public final class PartialWorkText {
    private static final String NONE = "none";
    private static final String UNKNOWN = "unknown";

    private PartialWorkText() {}

    /** The section of the architect's prompt. */
    public static String section(PartialWork work) {
        return """
                ### Partial Work from Failed Phase
                - Base commit: %s
                - Cycle commits: %s
                - Files touched:%s
                - Cycles completed: %d
                - Unresolved findings:
                %s

                The remediation phase MUST NOT revert these commits. Build on the existing
                changes and address only the unresolved findings listed above.
                """.formatted(
                        work.baseCommitId().isEmpty() ? UNKNOWN : work.baseCommitId(),
                        joined(work.commitIds()),
                        work.filesTouched()
                                .map(files -> files.isEmpty() ? " " + NONE : "\n" + bulleted(files))
                                .orElse(" " + UNKNOWN),
                        work.cyclesUsed(),
                        findings(work));
    }

    /** The block that the remediation's coder reads before anything else. */
    public static String healingContext(PartialWork work) {
        return """
                [AUTO-HEALING CONTEXT]
                This phase remediates a prior failure. The following commits contain partial
                work that you MUST preserve and build upon:
                %s
                Files already modified: %s
                Unresolved reviewer findings from the failed attempt:
                %s
                Do NOT revert existing changes. Focus on resolving the listed findings.
                [END AUTO-HEALING CONTEXT]
                """.formatted(
                        bulletedOrNone(work.commitIds()),
                        work.filesTouched().map(PartialWorkText::joined).orElse(UNKNOWN),
                        bulletedOrNone(shown(work)));
    }

    private static String findings(PartialWork work) {
        return work.lastFindings().isEmpty() ? NONE : bulleted(shown(work));
    }

    private static List<String> shown(PartialWork work) {
        return work.lastFindings().stream().map(Finding::shown).toList();
    }

    private static String joined(List<String> items) {
        return items.isEmpty() ? NONE : String.join(", ", items);
    }

    private static String bulleted(List<String> items) {
        return items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
    }

    private static String bulletedOrNone(List<String> items) {
        return items.isEmpty() ? NONE : bulleted(items);
    }
}
