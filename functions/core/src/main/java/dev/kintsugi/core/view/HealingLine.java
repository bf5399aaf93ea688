package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
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
        Instant at) {}
