package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a job stands where it stands, with the evidence, and what a person can do about it.
 *
 * @param text the reason in a sentence
 * @param check the check that fails, with the end of what it printed
 * @param findings what is open after its last cycle
 * @param partial what it has and what it lacks, while edits are missing
 * @param coder what the coder said last, shortened; none when it said nothing
 * @param reviewer what the reviewer said last, shortened
 * @param commits of every cycle, those of the task that a remediation goes on from included
 * @param files that these commits changed
 * @param next the most useful first; empty when there is nothing to do
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        TaskLine task,
        String project,
        String branch,
        @Nullable String base,
        String text,
        @Nullable Check check,
        List<CycleView.FindingView> findings,
        @Nullable PartialView partial,
        @Nullable String coder,
        @Nullable String reviewer,
        List<String> commits,
        List<String> files,
        List<NextStep> next) {
    public Explanation {
        findings = List.copyOf(findings);
        commits = List.copyOf(commits);
        files = List.copyOf(files);
        next = List.copyOf(next);
    }

    /** A command of the project's that failed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Check(String name, String output) {}

    /** Something that can be done, and how to say it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NextStep(String what, String command) {}
}
