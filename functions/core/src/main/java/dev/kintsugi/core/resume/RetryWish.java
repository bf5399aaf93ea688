package dev.kintsugi.core.resume;

import dev.kintsugi.core.plan.MicroDollars;
import java.util.List;
import java.util.Optional;

/**
 * How somebody wants failed tasks to be tried again.
 *
 * @param token what they saw
 * @param tasks which; none means every one that failed, was escalated or cancelled
 * @param note words for the coder
 * @param model to be asked instead of the task's
 * @param cycles how many cycles each may take
 * @param budget what each may cost from now on
 */
public record RetryWish(
        String token,
        List<String> tasks,
        Optional<String> note,
        Optional<String> model,
        Optional<Integer> cycles,
        Optional<MicroDollars> budget,
        String caller) {
    /** In characters. */
    public static final int MAX_NOTE_CHARS = 2_000;

    /** In characters, of a model's name. */
    public static final int MAX_MODEL_CHARS = 300;

    public static final int MAX_CYCLES = 100;

    public RetryWish {
        tasks = List.copyOf(tasks);
    }

    /** These tasks as they are. */
    public static RetryWish of(String token, List<String> tasks, String caller) {
        return new RetryWish(
                token, tasks, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), caller);
    }

    Optional<String> obstacle() {
        if (note.isPresent() && note.get().length() > MAX_NOTE_CHARS) {
            return Optional.of("a note has at most %d characters, not %d"
                    .formatted(MAX_NOTE_CHARS, note.get().length()));
        }
        if (model.isPresent() && (model.get().isBlank() || model.get().length() > MAX_MODEL_CHARS)) {
            return Optional.of("a model's name has 1 to %d characters".formatted(MAX_MODEL_CHARS));
        }
        if (cycles.isPresent() && (cycles.get() < 1 || cycles.get() > MAX_CYCLES)) {
            return Optional.of("a retry has 1 to %d cycles, not %d".formatted(MAX_CYCLES, cycles.get()));
        }
        return Optional.empty();
    }

    String words() {
        return new Words()
                .with("tasks", String.join(",", tasks))
                .with("note", note)
                .with("model", model)
                .with("cycles", cycles)
                .with("budget", budget.map(MicroDollars::amount))
                .text();
    }

    /** The wish that these words are of. */
    static RetryWish read(Words words, String caller) {
        return new RetryWish(
                "",
                Selected.named(words),
                words.find("note"),
                words.find("model"),
                words.find("cycles").map(Integer::valueOf),
                words.find("budget").map(Long::valueOf).map(MicroDollars::new),
                caller);
    }
}
