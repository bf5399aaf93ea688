package dev.kintsugi.core.execute;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kintsugi.core.workspace.CommitId;

/** What a visit of {@code Execute} comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExecuteOutcome.Yielded.class, name = "Yielded"),
    @JsonSubTypes.Type(value = ExecuteOutcome.Applied.class, name = "Applied"),
    @JsonSubTypes.Type(value = ExecuteOutcome.Partial.class, name = "Partial"),
    @JsonSubTypes.Type(value = ExecuteOutcome.Ended.class, name = "Ended")
})
public sealed interface ExecuteOutcome {
    /** Time ran short; the session is on record and goes on at the next visit. */
    record Yielded() implements ExecuteOutcome {}

    /**
     * Every edit that was asked for is in the commit; none may have been.
     *
     * @param checks whether the project's checks are to run on the commit now
     */
    record Applied(boolean checks, CommitId commit, int cycle) implements ExecuteOutcome {}

    /** Some edits could not be applied; those that could are in the commit, the others are stored. */
    record Partial(int failed) implements ExecuteOutcome {}

    /**
     * The job is over; how stands on its record.
     *
     * @param heal whether healing it is to be tried
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Ended(boolean heal) implements ExecuteOutcome {
        @JsonCreator
        public Ended {}

        public Ended() {
            this(false);
        }
    }
}
