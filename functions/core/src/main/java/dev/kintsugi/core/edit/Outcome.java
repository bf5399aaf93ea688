package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What became of one edit. Serialises to stable JSON, for a ledger that is kept for days. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Applied.class, name = "applied"),
    @JsonSubTypes.Type(value = Outcome.AlreadyApplied.class, name = "already applied"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed")
})
public sealed interface Outcome {
    /** Most candidates that a failed edit names. */
    int MAXIMUM_CANDIDATES = 3;

    Edit edit();

    /** The file it is about, as it is called in the tree when it is there. */
    String file();

    /**
     * The edit is in the file now.
     *
     * @param line the 1-based line at which it was applied
     */
    record Applied(Edit edit, String file, Tier tier, int line) implements Outcome {}

    /** The file already was as the edit wants it. */
    record AlreadyApplied(Edit edit, String file, int line) implements Outcome {}

    /**
     * The edit could not be carried out; it is kept whole.
     *
     * @param suggestedLine the 1-based line it probably meant, or 0
     */
    record Failed(Edit edit, String file, Reason reason, int suggestedLine, List<Candidate> candidates)
            implements Outcome {
        public Failed {
            candidates = List.copyOf(candidates.subList(0, Math.min(MAXIMUM_CANDIDATES, candidates.size())));
        }

        public static Failed plainly(Edit edit, Reason reason) {
            return new Failed(edit, edit.path(), reason, 0, List.of());
        }
    }
}
