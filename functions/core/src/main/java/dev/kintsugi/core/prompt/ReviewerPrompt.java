package dev.kintsugi.core.prompt;

import dev.kintsugi.core.model.Keep;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.SubmitReview;
import java.util.List;

/** The reviewer's prompt. */
public final class ReviewerPrompt {
    private static final String RULES = """
            You review the work on one task in a git repository. Judge whether the change does what the task asks, all \
            of it and correctly, and breaks nothing. Look at the diff first, then at the files. Say what is wrong \
            precisely enough to be fixed: what, where, and what would be right. Do not ask for what the task does not \
            ask for. Severity is critical (data loss, security, does not work), major (must be fixed) or minor. Every \
            prior finding must be verified: fixed, still_present or regressed. Approve only if nothing critical or \
            major is wrong.

            """;

    private static final String IN_WORDS = """
            # How to answer

            Answer with blocks like these and no other words. For everything that is wrong and was not listed before:

            ISSUE:
            SEVERITY: critical, major or minor
            DESCRIPTION: what is wrong and what would be right
            FILE: path
            LINE: number

            For every prior finding:

            VERIFICATION:
            FINDING_ID: its id
            STATUS: fixed, still_present or regressed
            COMMENT: why

            And last, if nothing critical or major is wrong, `APPROVED: yes`, else `APPROVED: no`.
            """;

    private ReviewerPrompt() {}

    /** A review, answered by the tool or in words. */
    public static ModelRequest of(Turn turn, ReviewBrief brief) {
        Passages system = new Passages()
                .needed("rules", RULES + Fenced.RULE + "\n")
                .needed("project", brief.assignment().projectSection())
                .stableUpToHere();
        Passages user = new Passages()
                .needed(
                        "task",
                        brief.assignment().taskSection() + brief.assignment().criteriaSection());
        brief.alsoFor()
                .ifPresent(failed -> user.needed(
                        "failed task",
                        "This work remediates a failed task, whose demands hold too.\n\n"
                                + failed.taskSection()
                                + failed.criteriaSection()));
        user.stableUpToHere()
                .files("changed file", brief.changedFiles(), Keep.USEFUL)
                .optional("check output", output(brief.checkOutput()), Keep.SPARE)
                .needed("diff", "The change to review:\n\n" + Fenced.data("diff", brief.diff()))
                .needed("prior findings", prior(brief.priorFindings()));
        brief.notes().forEach(note -> user.needed("note", "Note: " + note.strip() + "\n\n"));
        return ModelRequest.of(turn, system.list(), user.list(), new Toolbox(List.of(SubmitReview.tool()), IN_WORDS));
    }

    private static String output(String output) {
        return output.isBlank() ? "" : Fenced.data("output of the checks", output);
    }

    private static String prior(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "There are no prior findings.\n\n";
        }
        StringBuilder shown = new StringBuilder();
        findings.forEach(finding ->
                shown.append(finding.id()).append(' ').append(finding.shown()).append('\n'));
        return "Verify each of these prior findings.\n\n" + Fenced.data("prior findings", shown.toString());
    }
}
