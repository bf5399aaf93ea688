package dev.kintsugi.core.judge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kintsugi.core.workspace.CommitId;

/** What a visit of {@code Review} comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReviewOutcome.Yielded.class, name = "Yielded"),
    @JsonSubTypes.Type(value = ReviewOutcome.Unchecked.class, name = "Unchecked"),
    @JsonSubTypes.Type(value = ReviewOutcome.Approved.class, name = "Approved"),
    @JsonSubTypes.Type(value = ReviewOutcome.ApprovalNeeded.class, name = "ApprovalNeeded"),
    @JsonSubTypes.Type(value = ReviewOutcome.ChangesRequested.class, name = "ChangesRequested"),
    @JsonSubTypes.Type(value = ReviewOutcome.Ended.class, name = "Ended")
})
public sealed interface ReviewOutcome {
    /** Time ran short; the session is on record and goes on at the next visit. */
    record Yielded() implements ReviewOutcome {}

    /** The checks left no report, which is no fault of the work: they are to run again. */
    record Unchecked(CommitId commit, int cycle) implements ReviewOutcome {}

    record Approved() implements ReviewOutcome {}

    /** The reviewer approves, and a person must as well. */
    record ApprovalNeeded(long timeoutSeconds) implements ReviewOutcome {}

    /** The next cycle begins. */
    record ChangesRequested() implements ReviewOutcome {}

    /**
     * The job is over; how stands on its record.
     *
     * @param heal whether healing it is to be tried
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Ended(boolean heal) implements ReviewOutcome {
        @JsonCreator
        public Ended {}

        public Ended() {
            this(false);
        }
    }
}
