package dev.kintsugi.core.replay;

import java.util.List;
import java.util.Optional;

/** What became of replaying a project: every step up to the first one of each job that differs. */
public record Replayed(String project, List<Compared> steps) {
    public Replayed {
        steps = List.copyOf(steps);
    }

    /** The first step that did not come out as it is on record; none when all did. */
    public Optional<Compared> difference() {
        return steps.stream().filter(step -> !step.isSame()).findFirst();
    }

    /** Steps that came out the same and are commits. */
    public long commits() {
        return steps.stream()
                .filter(step -> step.isSame() && step.recorded().matches("[0-9a-f]{40}"))
                .count();
    }
}
