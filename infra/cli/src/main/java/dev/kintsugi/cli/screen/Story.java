package dev.kintsugi.cli.screen;

import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.CycleView.FindingView;
import java.util.ArrayList;
import java.util.List;

/** What a cycle came to, as a sentence or two that a person would tell. */
public final class Story {
    private Story() {}

    /** What the coder did and what was said to it; nothing while the cycle is still open. */
    public static List<String> of(CycleView cycle) {
        List<String> told = new ArrayList<>();
        told.add(edits(cycle));
        switch (cycle.verdict()) {
            case "check_failed" -> told.add("check failed: " + withoutSeverity(first(cycle)));
            case "changes_requested" -> told.add("the reviewer objects: " + first(cycle));
            case "rejected" -> told.add("a person rejected it: " + withoutSeverity(first(cycle)));
            case "approved" -> told.add("approved");
            case "conflict" -> told.add("conflict with the trunk: " + withoutSeverity(first(cycle)));
            case "reverted" -> told.add("it reverts finished work: " + withoutSeverity(first(cycle)));
            case "", "applied" -> {}
            default -> told.add(cycle.verdict().replace('_', ' '));
        }
        return told;
    }

    private static String edits(CycleView cycle) {
        if (cycle.applied() + cycle.failed() == 0) {
            return "nothing to change";
        }
        return Words.counted(cycle.applied() - cycle.mended(), "edit") + " applied"
                + mended(cycle.mended())
                + (cycle.failed() > 0 ? ", " + cycle.failed() + " failed" : "")
                + (cycle.commits().isEmpty()
                        ? ""
                        : ", commit " + Words.shortened(cycle.commits().getLast()));
    }

    private static String mended(long edits) {
        return edits == 0 ? "" : ", " + edits + " that failed at first " + (edits == 1 ? "was mended" : "were mended");
    }

    /** Whether the cycle has been judged, so that its story does not change any more. */
    public static boolean isTold(CycleView cycle) {
        return !cycle.verdict().isEmpty() && !cycle.verdict().equals("applied");
    }

    private static String first(CycleView cycle) {
        return cycle.findings().isEmpty()
                ? "no finding was recorded"
                : shown(cycle.findings().getFirst());
    }

    /** {@code [severity] description (file:line)}. */
    public static String shown(FindingView finding) {
        String line = finding.line() == null ? "" : ":" + finding.line();
        String place = finding.file() == null ? "" : " (" + finding.file() + line + ")";
        return "[" + finding.severity() + "] " + finding.description() + place;
    }

    private static String withoutSeverity(String finding) {
        return finding.replaceFirst("^\\[(critical|major|minor)] ", "");
    }
}
