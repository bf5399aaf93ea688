package dev.kintsugi.core.land;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kintsugi.core.workspace.CommitId;

/** What a visit of {@code Land} comes to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LandOutcome.Landed.class, name = "Landed"),
    @JsonSubTypes.Type(value = LandOutcome.Moved.class, name = "Moved"),
    @JsonSubTypes.Type(value = LandOutcome.Waiting.class, name = "Waiting"),
    @JsonSubTypes.Type(value = LandOutcome.Conflict.class, name = "Conflict"),
    @JsonSubTypes.Type(value = LandOutcome.Ended.class, name = "Ended")
})
public sealed interface LandOutcome {
    /** The work is on the project's branch by this commit. */
    record Landed(CommitId commit) implements LandOutcome {}

    /** The project's branch moved since the checks: they are to run on this merge of both. */
    record Moved(CommitId commit, int cycle) implements LandOutcome {}

    /** Another job has the project's landing turn: come again after so many seconds. */
    record Waiting(long seconds) implements LandOutcome {}

    /** The work does not fit the project's branch; a cycle that makes it fit begins. */
    record Conflict() implements LandOutcome {}

    /**
     * The job is over; how stands on its record.
     *
     * @param heal whether healing it is to be tried
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Ended(boolean heal) implements LandOutcome {
        @JsonCreator
        public Ended {}

        public Ended() {
            this(false);
        }
    }
}
