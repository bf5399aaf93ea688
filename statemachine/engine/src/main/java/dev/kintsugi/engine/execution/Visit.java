package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.time.Timeline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stay of a flow in a state, from entering to leaving it, over all attempts. */
final class Visit {
    final Flow flow;
    final State state;

    /** Replaced by an equal document that is read already, where there is one. */
    Document input;

    final long enteredId;
    final Instant enteredAt;

    /** Branches or iterations, once they started. */
    List<Flow> children = List.of();
    /** What a Map state iterates over, or the input of a Parallel state's branches. */
    Document items = Document.EMPTY;

    /** How often each entry of Retry was used since the start or the last redrive. */
    long[] retries;

    int retryCount;
    /** Counts attempts, so that an answer to an earlier one is known to be late. */
    int attempt;

    @Nullable
    TaskAttempt task;

    Timeline.@Nullable Alarm alarm;
    int nextChild;
    int runningChildren;
    int maxConcurrency;

    Visit(Flow flow, State state, Document input, long enteredId, Instant enteredAt) {
        this.flow = flow;
        this.state = state;
        this.input = input;
        this.enteredId = enteredId;
        this.enteredAt = enteredAt;
        this.retries = new long[state.retry().size()];
    }

    /** Whether an answer to this attempt is still wanted. */
    boolean isCurrent(int ofAttempt) {
        return flow.isIn(this) && attempt == ofAttempt;
    }

    void forgetRetries() {
        retries = new long[state.retry().size()];
        retryCount = 0;
    }

    void cancelAlarm() {
        Timeline.Alarm set = alarm;
        if (set != null) {
            set.cancel();
            alarm = null;
        }
    }
}
