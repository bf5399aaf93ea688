package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.workspace.CommitId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of a job.
 *
 * @param failed edits that are missing at its end
 * @param edits every edit that was asked for, those that failed and were mended later included
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CycleView(
        int number,
        List<String> commits,
        String summary,
        List<String> files,
        List<String> outside,
        int applied,
        int failed,
        String verdict,
        List<EditView> edits,
        List<FindingView> findings,
        BigDecimal costUsd,
        Instant at) {
    public CycleView {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
        outside = List.copyOf(outside);
        edits = List.copyOf(edits);
        findings = List.copyOf(findings);
    }

    /**
     * How many edits failed at first and were mended within the round. One that was asked for again and failed again
     * stands here twice, as made good by its repetition and as the repetition that is missing: it was not mended.
     */
    public long mended() {
        return Math.max(0, edits.stream().filter(EditView::wasMended).count() - failed);
    }

    /** How many edits were in their files before they were asked for, or asked for again. */
    public long stood() {
        return edits.stream()
                .filter(edit -> edit.outcome().equals(EditRecord.ALREADY_APPLIED))
                .count();
    }

    static CycleView of(Cycle cycle) {
        return new CycleView(
                cycle.number(),
                cycle.commits().stream().map(CommitId::hex).toList(),
                cycle.summary(),
                cycle.files(),
                cycle.outside(),
                cycle.applied(),
                cycle.failed(),
                cycle.verdict(),
                cycle.edits().stream().map(EditView::of).toList(),
                cycle.findings().stream().map(FindingView::of).toList(),
                new MicroDollars(cycle.costMicroDollars()).dollars(),
                cycle.at());
    }

    /**
     * What became of one edit.
     *
     * @param outcome how it was matched, {@code already-applied}, {@code made-good} or {@code failed}
     * @param line where, from 1; 0 when nobody knows
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record EditView(String id, String outcome, int line, String path) {
        static EditView of(EditRecord edit) {
            return new EditView(edit.id(), edit.outcome(), edit.line(), edit.path());
        }

        boolean wasMended() {
            return outcome.equals(EditRecord.MADE_GOOD);
        }
    }

    /** A finding that is open after the round. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingView(
            String id,
            String severity,
            String description,
            @Nullable String file,
            @Nullable Integer line) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.id(),
                    finding.severity().word(),
                    finding.description(),
                    finding.file().orElse(null),
                    finding.line().isPresent() ? finding.line().getAsInt() : null);
        }
    }
}
