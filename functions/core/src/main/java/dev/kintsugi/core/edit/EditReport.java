package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;

/** What became of a reply's edits, in their order, and what a person might do about those that failed. */
public record EditReport(List<Outcome> outcomes, List<String> suggestions) {
    public EditReport {
        outcomes = List.copyOf(outcomes);
        suggestions = List.copyOf(suggestions);
    }

    public List<Outcome.Failed> failed() {
        List<Outcome.Failed> failed = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed one) {
                failed.add(one);
            }
        }
        return failed;
    }

    /** Whether the files are as every edit wants them. */
    @JsonIgnore
    public boolean isComplete() {
        return failed().isEmpty();
    }

    /** Whether the files are as at least one edit wants them. */
    @JsonIgnore
    public boolean isPartial() {
        return failed().size() < outcomes.size();
    }

    /** The form in which programs are told. */
    public Summary summary() {
        List<AppliedLine> applied = new ArrayList<>();
        List<FailedLine> failed = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String preview = outcome.edit().preview();
            switch (outcome) {
                case Outcome.Applied one ->
                    applied.add(new AppliedLine(one.file(), one.tier().label(), one.line(), preview));
                case Outcome.AlreadyApplied one ->
                    applied.add(new AppliedLine(one.file(), ALREADY_APPLIED, one.line(), preview));
                case Outcome.Failed one ->
                    failed.add(new FailedLine(
                            one.file(), preview, one.reason().text(), one.suggestedLine(), one.candidates()));
            }
        }
        return new Summary(applied, failed, suggestions);
    }

    /** What stands as the tier of an edit that was not needed. */
    public static final String ALREADY_APPLIED = "already applied";

    /** The report as programs read it. */
    @JsonPropertyOrder({"applied", "failed", "suggestions"})
    public record Summary(List<AppliedLine> applied, List<FailedLine> failed, List<String> suggestions) {}

    /** An edit that is in its file. */
    @JsonPropertyOrder({"file", "tier", "line", "preview"})
    public record AppliedLine(String file, String tier, int line, String preview) {}

    /** An edit that is not. */
    @JsonPropertyOrder({"file", "preview", "reason", "suggestedLine", "candidates"})
    public record FailedLine(
            String file, String preview, String reason, int suggestedLine, List<Candidate> candidates) {}
}
