package dev.kintsugi.core.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The visits of executions to their states, as Step Functions counts them: every one is entered at a moment of its own,
 * but a redrive goes on with the visit in which its execution ended, and that keeps its moment.
 */
public final class Visits {
    private final Map<String, Step> last = new HashMap<>();

    /** A visit to this state, entered now unless a redrive goes on with the one before. */
    public Step next(String execution, String state, Instant now, int redrives) {
        Step before = last.get(execution);
        boolean goesOn =
                before != null && before.redrives() < redrives && before.state().equals(state);
        Step step = new Step(execution, state, goesOn ? before.entered() : now, redrives);
        last.put(execution, step);
        return step;
    }
}
