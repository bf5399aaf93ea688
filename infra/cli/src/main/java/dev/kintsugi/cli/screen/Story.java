package dev.kintsugi.cli.screen;

import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.CycleView.FindingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cycle came to, as a sentence or two that a person would tell. */
public final class Story {
    private Story() {}

    /** What the coder did and what was said to it; nothing while the cycle is still open. */
    public static List<String> of(CycleView cycle) {
        List<String> told = new ArrayList<>();
        told.add(edits(cycle));
        objection(cycle)
                .ifPresentOrElse(
                        words -> told.add(words + ": " + reason(cycle)), () -> told.addAll(plainly(cycle.verdict())));
        return told;
    }

    /** The findings that {@link #of} leaves out. */
    public static List<FindingView> untold(CycleView cycle) {
        boolean firstIsTold = objection(cycle).isPresent() && !cycle.findings().isEmpty();
        return firstIsTold ? cycle.findings().subList(1, cycle.findings().size()) : cycle.findings();
    }

    private static Optional<String> objection(CycleView cycle) {
        return switch (cycle.verdict()) {
            case "check_failed" -> Optional.of("check failed");
            case "changes_requested" -> Optional.of("the reviewer objects");
            case "unreadable_review" -> Optional.of("unreadable review");
            case "rejected" -> Optional.of("a person rejected it");
            case "conflict" -> Optional.of("conflict with the trunk");
            case "nothing_done" -> Optional.of("that is no work");
            case "reverted" -> Optional.of("it reverts finished work");
            default -> Optional.empty();
        };
    }

    private static List<String> plainly(String verdict) {
        return verdict.isEmpty() || verdict.equals("applied") ? List.of() : List.of(verdict.replace('_', ' '));
    }

    private static String edits(CycleView cycle) {
        if (cycle.applied() + cycle.failed() == 0) {
            return "changed nothing";
        }
        return Words.counted(Math.max(0, cycle.applied() - cycle.mended() - cycle.stood()), "edit") + " applied"
                + mended(cycle.mended())
                + (cycle.stood() > 0 ? ", " + cycle.stood() + " stood there already" : "")
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

    /** The first finding; how bad it is matters only where a reviewer says it, for the rest always block. */
    private static String reason(CycleView cycle) {
        if (cycle.findings().isEmpty()) {
            return "no finding was recorded";
        }
        String shown = shown(cycle.findings().getFirst());
        return cycle.verdict().equals("changes_requested") ? shown : withoutSeverity(shown);
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
