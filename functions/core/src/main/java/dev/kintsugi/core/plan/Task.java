package dev.kintsugi.core.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, never how far it is. Project settings and defaults are already worked in.
 *
 * @param scope what the scheduler locks, as written; empty means the targets
 * @param outputFiles files the task produces
 * @param targetFiles files the task changes
 * @param model its own; null when it is the project's, or the one that the command names instead of that
 * @param body the markdown below the front matter, with line feeds only
 * @param source the file it was read from, as the user named it
 */
public record Task(
        TaskId id,
        String title,
        @Nullable String type,
        int priority,
        List<TaskId> dependsOn,
        List<String> labels,
        List<String> scope,
        boolean allowScopeOverlap,
        List<String> contextFiles,
        List<String> outputFiles,
        List<String> targetFiles,
        Mode mode,
        boolean verify,
        int maxReviewCycles,
        MicroDollars maxBudget,
        @Nullable String model,
        Gate gate,
        String body,
        List<Criterion> criteria,
        String source) {
    /** Between what somebody called urgent and what somebody put off. */
    public static final int DEFAULT_PRIORITY = 3;

    public Task {
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
        scope = List.copyOf(scope);
        contextFiles = List.copyOf(contextFiles);
        outputFiles = List.copyOf(outputFiles);
        targetFiles = List.copyOf(targetFiles);
        criteria = List.copyOf(criteria);
    }

    /** The only files it may write; empty means any in the repository. */
    public List<String> targets() {
        return Stream.concat(targetFiles.stream(), outputFiles.stream())
                .distinct()
                .toList();
    }
}
