package dev.kintsugi.core.round;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.workspace.MergeConflict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The findings that stand on a cycle, and those among them that a machine makes and finds again by itself. */
public final class OpenFindings {
    /** Bytes of all findings on one cycle: its record takes 400 KB, and every later prompt repeats them. */
    public static final int MAX_BYTES = 120_000;

    /** A job's fact: its coder changed nothing, and did not say that nothing needs to be changed. */
    public static final String IDLE = "idle";

    private static final String CONFLICT = "[conflict] ";
    private static final String REVERTED = "[healing] ";
    private static final String REVIEW = "[review] ";
    private static final int BYTES_BESIDE_THE_TEXT = 100;

    private OpenFindings() {}

    /** A file in which both sides of a merge stand, to be made one. */
    public static Finding conflict(MergeConflict conflict) {
        String beside = conflict.beside()
                .map(path -> "; the other side stands in " + path)
                .orElse("");
        return new Finding(
                Severity.CRITICAL,
                CONFLICT + "both sides of a merge still stand in this file (" + MergeConflict.OUR_MARKER.strip()
                        + " ... " + MergeConflict.THEIR_MARKER.strip() + "): make one of them that keeps what both want"
                        + beside,
                java.util.Optional.of(conflict.path()),
                java.util.OptionalInt.empty());
    }

    /** A remediation undid what the failed task had done. */
    public static Finding reverted(String what) {
        return Finding.of(
                Severity.CRITICAL,
                REVERTED + "the failed task's work must not be reverted: " + what + "; bring it back");
    }

    /** Whether it is such a finding. */
    public static boolean isReverted(Finding finding) {
        return finding.description().startsWith(REVERTED);
    }

    /** What a reviewer said could not be read, twice. */
    public static Finding unreadable(String reason) {
        return Finding.of(Severity.MAJOR, REVIEW + "the reviewer's reply could not be read: " + reason);
    }

    /** The coder changed nothing, and nothing was there before. */
    public static Finding nothing(String words) {
        return Finding.of(
                Severity.MAJOR,
                REVIEW + "the task is not done: no file was changed"
                        + (words.isBlank() ? "" : "; the coder said: \"" + words + "\"")
                        + ". If nothing needs to be changed, the reply must say so and why: NOTHING TO DO: ...");
    }

    /** Those that a reviewer has to verify; what a machine finds, it finds again. */
    public static List<Finding> forReviewer(List<Finding> open) {
        return open.stream().filter(finding -> !isMachineMade(finding)).toList();
    }

    private static boolean isMachineMade(Finding finding) {
        return Stream.of(CheckResult.FINDING, CONFLICT, REVIEW, REVERTED).anyMatch(finding.description()::startsWith);
    }

    /** Each once, in text that a record can hold, and when they are too many the most severe; how many are left out is one more. */
    public static List<Finding> bounded(List<Finding> findings) {
        Map<String, Finding> once = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Finding whole = new Finding(
                    finding.severity(),
                    PlainText.whole(finding.description()),
                    finding.file().map(PlainText::whole).map(file -> PlainText.shortened(file, 1_000)),
                    finding.line());
            once.putIfAbsent(whole.id(), whole);
        }
        List<Finding> all = new ArrayList<>(once.values());
        all.sort(Comparator.comparing(Finding::severity));
        List<Finding> kept = new ArrayList<>();
        int bytes = 0;
        for (Finding finding : all) {
            bytes += finding.shown().getBytes(UTF_8).length + BYTES_BESIDE_THE_TEXT;
            if (bytes <= MAX_BYTES) {
                kept.add(finding);
            }
        }
        int leftOut = all.size() - kept.size();
        if (leftOut > 0) {
            kept.add(Finding.of(Severity.MAJOR, REVIEW + "%d more findings were left out".formatted(leftOut)));
        }
        return kept;
    }
}
