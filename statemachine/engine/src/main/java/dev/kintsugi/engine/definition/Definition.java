package dev.kintsugi.engine.definition;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A definition that was found valid, ready to run. */
public final class Definition {
    private final StatesBlock top;
    private final @Nullable Long timeoutSeconds;
    private final Map<String, State> byName = new HashMap<>();

    Definition(StatesBlock top, @Nullable Long timeoutSeconds) {
        this.top = top;
        this.timeoutSeconds = timeoutSeconds;
        index(top);
    }

    private void index(StatesBlock block) {
        block.states().forEach((name, state) -> {
            byName.put(name, state);
            switch (state) {
                case State.Parallel parallel -> parallel.branches().forEach(this::index);
                case State.Mapping map -> index(map.processor());
                case State.Pass pass -> {}
                case State.Task task -> {}
                case State.Choice choice -> {}
                case State.Wait wait -> {}
                case State.Succeed succeed -> {}
                case State.Fail fail -> {}
            }
        });
    }

    public StatesBlock top() {
        return top;
    }

    /** Seconds after which an execution times out; null never. */
    public @Nullable Long timeoutSeconds() {
        return timeoutSeconds;
    }

    /** Any state, however deep: names are unique in the whole machine. */
    public State state(String name) {
        State state = byName.get(name);
        if (state == null) {
            throw new IllegalStateException("no state " + name + " in this machine");
        }
        return state;
    }
}
