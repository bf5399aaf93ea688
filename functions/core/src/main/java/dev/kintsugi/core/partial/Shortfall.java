package dev.kintsugi.core.partial;

import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.PlainText;

/** Why a job is partial, in one sentence on its record: so that a list of many jobs can say it without their edits. */
public final class Shortfall {
    /** Characters of the file and of the reason that are named: the sentence stands on the job's head, which every step reads. */
    static final int MAX_WORDS = 100;

    private static final String NAME = "shortfall";

    private Shortfall() {}

    /** Told by the edits that are missing; the first stands for the others, which the job's page shows. */
    static void tell(PartialState state, JobChange change) {
        if (state.failed().isEmpty()) {
            return;
        }
        Outcome.Failed first = state.failed().getFirst().outcome();
        int edits = state.failed().size();
        change.set(
                NAME,
                Value.of("%s did not apply%s: %s: %s"
                        .formatted(
                                PlainText.count(edits, "edit"),
                                edits == 1 ? "" : "; the first",
                                PlainText.shortened(PlainText.line(first.file()), MAX_WORDS),
                                PlainText.shortened(
                                        PlainText.line(first.reason().text()), MAX_WORDS))));
    }

    /** Why this partial job is so: what stood in the way of going on with it, else what it lacks. */
    public static String reason(Job job) {
        return job.facts()
                .findText("obstacle")
                .or(() -> job.facts().findText(NAME))
                .orElse("some of its edits did not apply");
    }
}
