package dev.kintsugi.core.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the checks said of one commit, in their order; the first failure is the last entry. As JSON: {@code result.json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckReport(List<CheckResult> results) {
    public CheckReport {
        results = List.copyOf(results);
    }

    public static CheckReport of(CheckResult... results) {
        return new CheckReport(List.of(results));
    }

    /** The check that failed, if one did. */
    @JsonIgnore
    public Optional<CheckResult> failure() {
        return results.stream().filter(result -> !result.passed()).findFirst();
    }

    /** All output in one text, for a reviewer. */
    @JsonIgnore
    public String output() {
        return results.stream()
                .map(result -> "$ %s: exit code %d after %d s\n%s\n"
                        .formatted(result.name(), result.exitCode(), result.seconds(), result.output()))
                .collect(Collectors.joining("\n"));
    }
}
