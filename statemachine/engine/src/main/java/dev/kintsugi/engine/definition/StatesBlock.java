package dev.kintsugi.engine.definition;

import java.util.Map;

/** States that know each other: a machine's, a branch's or an item processor's. */
public record StatesBlock(String startAt, Map<String, State> states) {

    public State first() {
        return named(startAt);
    }

    /** The state of this name, which validation has found to exist. */
    public State named(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalStateException("no state " + name + " beside " + states.keySet());
        }
        return state;
    }
}
