package dev.kintsugi.cli.work;

import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A valid plan, ready to be handed in.
 *
 * @param repository the folder that the work is done in, or the address of one elsewhere
 */
record PlanToSubmit(
        Project project,
        Map<String, String> files,
        String repository,
        @Nullable Path folder) {
    PlanToSubmit {
        files = Map.copyOf(files);
    }

    /** Every model that this plan will ask, with those that the command names. */
    Set<String> models(@Nullable String coder, @Nullable String reviewer) {
        Set<String> models = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(
                                coder != null ? coder : project.settings().model(),
                                reviewer != null ? reviewer : project.settings().reviewerModel()),
                        project.tasks().stream().map(Task::model))
                .filter(model -> model != null)
                .forEach(models::add);
        return models;
    }
}
