package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.resume.OperatorAction.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What every operator's action begins with: the same one is finished, another one is named, a stale decision refused. */
final class OperatorRoom {
    /** Tries of a write that others may refuse because they settle a job at the same moment. */
    static final int MOST_TRIES = 10;

    private final Records records;
    private final InstantSource clock;

    OperatorRoom(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What an action does once the project is its own. */
    @FunctionalInterface
    interface Work {
        Acted.Done run(OperatorAction action);
    }

    /**
     * Does an action, or finishes it.
     *
     * @param obstacle why it cannot be done on this state of the project; asked only when it is not begun yet
     */
    Acted act(InterimState state, Request request, Supplier<Optional<String>> obstacle, Work work) {
        ProjectId id = state.head().id();
        Optional<OperatorAction> standing = OperatorAction.standing(state.head());
        if (standing.isPresent()) {
            return standing.get().is(request)
                    ? work.run(standing.get())
                    : standing.get().refusal(id);
        }
        Optional<StateToken> token = StateToken.read(request.token());
        if (token.isEmpty()) {
            return new Acted.Refused("\"%s\" is no state token; kintsugi inspect %s shows the one that holds"
                    .formatted(shortened(request.token()), id));
        }
        List<String> differences = token.get().differences(state);
        if (!differences.isEmpty()) {
            return new Acted.Stale(
                    "project %s is not any more as you saw it: %s".formatted(id, String.join("; ", differences)),
                    differences,
                    state.token().text());
        }
        Optional<String> reason = obstacle.get();
        if (reason.isPresent()) {
            return new Acted.Refused(reason.get());
        }
        return work.run(OperatorAction.take(records, state, request, clock.instant()));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** Does something that somebody who settles at this moment may refuse. */
    static void persistently(Runnable write) {
        for (int tries = 1; ; tries++) {
            try {
                write.run();
                return;
            } catch (Contended contended) {
                if (tries == MOST_TRIES) {
                    throw contended;
                }
            }
        }
    }
}
