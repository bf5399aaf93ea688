package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to heal a task, in the healing section of a project.
 *
 * @param number which attempt, from 1
 * @param cause why the task failed, such as {@code max_cycles}
 * @param failed the task whose end led to it: that task, or its last remediation
 * @param remediation the task that was added; none when it was skipped
 * @param status {@code planning}, the remediation's status, or {@code skipped}
 * @param reason why it was skipped, such as {@code no_budget}
 * @param text all of it in one line
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealingLine(
        String task,
        int number,
        String cause,
        String failed,
        @Nullable String remediation,
        String status,
        @Nullable String reason,
        String text,
        Instant at) {
    private static final Set<String> OVER = Set.of("failed", "escalated", "cancelled", "skipped", "gone");

    /**
     * The healing section of a report: what came of it in one line, then every attempt in a line of its own; nothing when
     * nothing was tried.
     */
    public static List<String> healingSummary(List<HealingLine> attempts) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        List<HealingLine> begun =
                attempts.stream().filter(line -> line.remediation != null).toList();
        long healed =
                begun.stream().filter(line -> line.status.equals("passed")).count();
        long failed = begun.stream().filter(line -> OVER.contains(line.status)).count();
        String counts = "Healed: %d | Under way: %d | Failed: %d | Skipped: %d"
                .formatted(healed, begun.size() - healed - failed, failed, attempts.size() - begun.size());
        return Stream.concat(Stream.of(counts), attempts.stream().map(HealingLine::text))
                .toList();
    }
}
