package dev.kintsugi.core.resume;

import dev.kintsugi.core.plan.MicroDollars;
import java.util.Optional;

/**
 * How somebody wants a project to go on.
 *
 * @param token what they saw
 * @param from the only task, with what depends on it, that is to go on
 * @param keepCycles whether the cycles that interrupted jobs used up count on
 * @param budget what the whole project may cost from now on
 * @param acceptDrift whether rewritten branches are built upon
 */
public record ResumeWish(
        String token,
        Optional<String> from,
        boolean keepCycles,
        Optional<MicroDollars> budget,
        boolean acceptDrift,
        String caller) {
    /** Everything that can, with nothing special. */
    public static ResumeWish all(String token, String caller) {
        return new ResumeWish(token, Optional.empty(), false, Optional.empty(), false, caller);
    }

    String words() {
        return new Words()
                .with("from", from)
                .with("keep", keepCycles)
                .with("budget", budget.map(MicroDollars::amount))
                .with("drift", acceptDrift)
                .text();
    }

    /** The wish that these words are of. */
    static ResumeWish read(Words words, String caller) {
        return new ResumeWish(
                "",
                words.find("from"),
                words.flag("keep"),
                words.find("budget").map(Long::valueOf).map(MicroDollars::new),
                words.flag("drift"),
                caller);
    }
}
