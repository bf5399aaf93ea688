package dev.kintsugi.core.round;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.workspace.MergeConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conflicts of the last merge on a job's branch, kept on its record until nothing of them is left. */
public final class Conflicts {
    /** Conflicts that are kept; further ones are found by the checks. */
    public static final int MAX = 50;

    /** Characters of a path that is kept: the job's head is read and written all the time. */
    private static final int MAX_PATH = 500;

    private static final String FACT = "conflictsLeft";

    private Conflicts() {}

    public static List<MergeConflict> of(Job job) {
        List<MergeConflict> conflicts = new ArrayList<>();
        for (Value value : job.facts().findList(FACT).orElse(List.of())) {
            Value.Fields stored = (Value.Fields) value;
            conflicts.add(new MergeConflict(
                    stored.text("path"), MergeConflict.Kind.valueOf(stored.text("kind")), stored.findText("beside")));
        }
        return conflicts;
    }

    public static void keep(JobChange change, List<MergeConflict> conflicts) {
        if (conflicts.isEmpty()) {
            change.remove(FACT);
            return;
        }
        change.set(
                FACT,
                Value.of(conflicts.stream()
                        .filter(conflict -> conflict.path().length() <= MAX_PATH)
                        .limit(MAX)
                        .map(Conflicts::stored)
                        .toList()));
    }

    private static Value stored(MergeConflict conflict) {
        Map<String, Value> stored = new HashMap<>();
        stored.put("path", Value.of(conflict.path()));
        stored.put("kind", Value.of(conflict.kind().name()));
        conflict.beside().ifPresent(path -> stored.put("beside", Value.of(path)));
        return Value.of(stored);
    }
}
