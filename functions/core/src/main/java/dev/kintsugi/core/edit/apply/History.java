package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.match.Attempt;
import dev.kintsugi.core.edit.match.Circumstances;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the edits of a reply did so far, as far as later ones need to know: lines moved, places taken, sections failed. */
final class History {
    private final Map<String, List<Step>> steps = new HashMap<>();
    private final Set<Integer> failedSections = new HashSet<>();

    private record Step(int section, int line, int end, int added) {}

    Circumstances before(String path, Edit.Replace edit) {
        int after = 0;
        int drift = 0;
        for (Step step : steps.getOrDefault(path, List.of())) {
            if (step.section() == edit.origin().section()) {
                after = Math.max(after, step.end());
            }
            if (step.line() + 1 <= edit.hint().nearLine() + drift) {
                drift += step.added();
            }
        }
        return new Circumstances(after, drift);
    }

    void record(String path, Edit edit, Attempt.Changed changed) {
        steps.computeIfAbsent(path, unused -> new ArrayList<>())
                .add(new Step(edit.origin().section(), changed.from(), changed.to(), changed.added()));
    }

    void failed(Edit edit) {
        failedSections.add(edit.origin().section());
    }

    boolean hasFailed(Edit edit) {
        return failedSections.contains(edit.origin().section());
    }
}
