package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.workspace.CommitId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One round of a job. */
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
        List<FindingView> findings,
        BigDecimal costUsd,
        Instant at) {
    public CycleView {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
        outside = List.copyOf(outside);
        findings = List.copyOf(findings);
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
                cycle.findings().stream().map(FindingView::of).toList(),
                new MicroDollars(cycle.costMicroDollars()).dollars(),
                cycle.at());
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
