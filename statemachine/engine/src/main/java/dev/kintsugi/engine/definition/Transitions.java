package dev.kintsugi.engine.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks where the states of one block lead: to states that exist, to an end, and to every state. */
record Transitions(StatesBlock block, Map<?, ?> raw, String path, Problems problems) {

    private record Target(String field, String state) {}

    void check() {
        if (!raw.containsKey(block.startAt())) {
            missing(block.startAt(), path + "/StartAt");
        }
        boolean ends = false;
        for (State state : block.states().values()) {
            ends |= isTerminal(state);
            for (Target target : targets(state)) {
                if (!target.state().isEmpty() && !raw.containsKey(target.state())) {
                    missing(target.state(), at(state) + "/" + target.field());
                }
            }
        }
        if (!ends && path.isEmpty()) {
            // AWS looks for an end in the machine only, not in branches, and then does not ask what is reachable.
            problems.error("MISSING_END_STATE", "Workflow has no terminal state", "");
            return;
        }
        checkReachable();
    }

    /** Whatever the field is called, AWS calls it Next. */
    private void missing(String state, String at) {
        problems.error("MISSING_TRANSITION_TARGET", "Missing 'Next' target: " + state, at);
    }

    private void checkReachable() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(block.startAt()));
        while (!open.isEmpty()) {
            State state = block.states().get(open.pop());
            if (state != null && reached.add(state.name())) {
                targets(state).forEach(target -> open.push(target.state()));
            }
        }
        for (State state : block.states().values()) {
            if (!reached.contains(state.name())) {
                problems.error(
                        "MISSING_TRANSITION_TARGET", "State \"" + state.name() + "\" is not reachable.", at(state));
            }
        }
    }

    private String at(State state) {
        return path + "/States/" + state.name();
    }

    private boolean isTerminal(State state) {
        return switch (state) {
            case State.Succeed succeed -> true;
            case State.Fail fail -> true;
            case State.Choice choice -> false;
            case State.Pass pass -> pass.next() == null;
            case State.Task task -> task.next() == null;
            case State.Wait wait -> wait.next() == null;
            case State.Parallel parallel -> parallel.next() == null;
            case State.Mapping map -> map.next() == null;
        };
    }

    private List<Target> targets(State state) {
        List<Target> targets = new ArrayList<>();
        if (state instanceof State.Choice choice) {
            for (int i = 0; i < choice.rules().size(); i++) {
                targets.add(new Target(
                        "Choices[" + i + "]/Next", choice.rules().get(i).next()));
            }
            add(targets, "Default", choice.otherwise());
        } else {
            add(targets, "Next", state.next());
        }
        for (int i = 0; i < state.catchers().size(); i++) {
            targets.add(
                    new Target("Catch[" + i + "]/Next", state.catchers().get(i).next()));
        }
        return targets;
    }

    private static void add(List<Target> targets, String field, @Nullable String state) {
        if (state != null) {
            targets.add(new Target(field, state));
        }
    }
}
