package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks that a person named. */
final class Selected {
    private Selected() {}

    static Optional<String> unknown(InterimState state, List<String> named) {
        String unknown = named.stream()
                .filter(task -> state.find(task).isEmpty())
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("there is no task %s in project %s"
                        .formatted(unknown, state.head().id()));
    }

    /** The tasks in the words of a wish. */
    static List<String> named(Words words) {
        return words.find("tasks").filter(tasks -> !tasks.isEmpty()).stream()
                .flatMap(tasks -> Stream.of(tasks.split(",")))
                .toList();
    }

    static List<Job> of(InterimState state, List<String> named) {
        return named.stream()
                .distinct()
                .map(state::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
