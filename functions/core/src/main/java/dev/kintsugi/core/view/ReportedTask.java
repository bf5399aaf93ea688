package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.session.LostCalls;
import dev.kintsugi.core.workspace.CommitId;
import java.math.BigDecimal;
import java.util.List;

/**
 * What one task came to.
 *
 * @param task where it stands: outcome, reason of its end, cost, landed commit
 * @param cycles how many rounds were completed
 * @param commits of all rounds, the oldest first; of more than {@link #MOST_COMMITS} the newest
 * @param commitsMore how many older ones are left out
 * @param outside files that it wrote outside its scope, which is allowed and told; at most {@link #MOST_FILES}
 * @param outsideMore how many more there are
 * @param lostCalls questions to models whose replies never came back
 * @param lostUsd what those count with, at their worst
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportedTask(
        TaskLine task,
        int cycles,
        List<String> commits,
        int commitsMore,
        List<String> outside,
        int outsideMore,
        long lostCalls,
        BigDecimal lostUsd) {
    /** Commits that are named. */
    public static final int MOST_COMMITS = 50;

    /** Files outside its scope that are named. */
    public static final int MOST_FILES = 20;

    public ReportedTask {
        commits = List.copyOf(commits);
        outside = List.copyOf(outside);
    }

    static ReportedTask of(TaskLine task, List<Cycle> cycles, LostCalls lost) {
        List<String> commits = cycles.stream()
                .flatMap(cycle -> cycle.commits().stream())
                .map(CommitId::hex)
                .distinct()
                .toList();
        int older = Math.max(0, commits.size() - MOST_COMMITS);
        List<String> outside = cycles.stream()
                .flatMap(cycle -> cycle.outside().stream())
                .distinct()
                .sorted()
                .toList();
        int named = Math.min(MOST_FILES, outside.size());
        return new ReportedTask(
                task,
                cycles.size(),
                commits.subList(older, commits.size()),
                older,
                outside.subList(0, named),
                outside.size() - named,
                lost.count(),
                TaskLines.dollars(lost.microDollars()));
    }
}
