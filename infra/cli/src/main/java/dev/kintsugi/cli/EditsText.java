package dev.kintsugi.cli;

import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for people: a mark for each edit, grouped by file, then the counts and the suggestions. */
final class EditsText {
    private EditsText() {}

    static String of(EditReport report, boolean dry) {
        Map<String, List<Outcome>> files = new LinkedHashMap<>();
        for (Outcome outcome : report.outcomes()) {
            files.computeIfAbsent(outcome.file(), file -> new ArrayList<>()).add(outcome);
        }
        StringBuilder text = new StringBuilder();
        files.forEach((file, outcomes) -> {
            text.append(file.isEmpty() ? "(no file named)" : file).append('\n');
            outcomes.forEach(outcome -> text.append(line(outcome, dry)));
        });
        int failed = report.failed().size();
        text.append(report.outcomes().size() - failed)
                .append(dry ? " will apply, " : " applied, ")
                .append(failed)
                .append(dry ? " will fail" : " failed");
        report.suggestions().forEach(suggestion -> text.append("\n  hint: ").append(suggestion));
        return text.toString();
    }

    private static String line(Outcome outcome, boolean dry) {
        String preview = outcome.edit().preview();
        return switch (outcome) {
            case Outcome.Applied applied -> {
                String how = applied.tier() == Tier.EXACT
                        ? ""
                        : " (" + applied.tier().label() + ")";
                yield "  ✓ " + (dry ? "will apply" : "applied") + how + " at line " + applied.line() + ": " + preview
                        + "\n";
            }
            case Outcome.AlreadyApplied already ->
                "  = already applied at line " + already.line() + ": " + preview + "\n";
            case Outcome.Failed failed -> failed(failed, preview, dry);
        };
    }

    private static String failed(Outcome.Failed failed, String preview, boolean dry) {
        StringBuilder text = new StringBuilder("  ✗ ")
                .append(dry ? "will fail" : "failed")
                .append(", ")
                .append(failed.reason().text())
                .append(": ")
                .append(preview)
                .append('\n');
        failed.candidates()
                .forEach(candidate -> text.append("      line ")
                        .append(candidate.line())
                        .append(" (")
                        .append(candidate.similarity())
                        .append("%): ")
                        .append(candidate.preview())
                        .append('\n'));
        return text.toString();
    }
}
