package dev.kintsugi.core.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import java.time.Instant;
import java.util.Locale;

/**
 * A job that waits for somebody, so that all of them are found without looking at every job. It is written and removed
 * in the transaction that changes the job.
 *
 * @param since when it began to wait
 */
public record Mark(Kind kind, JobId job, Instant since) {
    /** Why it waits. */
    public enum Kind {
        /** Some of its edits did not apply. */
        PARTIAL,
        /** A person has to approve it. */
        APPROVAL,
        /** Its execution stopped halfway. */
        INTERRUPTED,
        /** A person resumed other tasks and not this one. */
        HELD;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static Operation.Put put(JobId job, Kind kind, Instant since) {
        return Operation.put(Item.at(ProjectKeys.mark(job.project(), kind, job.task()))
                .with("since", since)
                .build());
    }

    /** Harmless when it is not there. */
    public static Operation.Delete remove(JobId job, Kind kind) {
        return Operation.delete(ProjectKeys.mark(job.project(), kind, job.task()));
    }

    static Mark read(ProjectId project, Item item) {
        String[] parts = item.key().sort().substring(ProjectKeys.MARKS.length()).split("/", 2);
        return new Mark(Kind.ofWord(parts[0]), new JobId(project, new TaskId(parts[1])), item.moment("since"));
    }
}
