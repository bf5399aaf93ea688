package dev.kintsugi.core.heal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a visit of {@code Heal} comes to. Whatever it is, the failed job is settled after it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HealOutcome.Yielded.class, name = "Yielded"),
    @JsonSubTypes.Type(value = HealOutcome.Inserted.class, name = "Inserted"),
    @JsonSubTypes.Type(value = HealOutcome.Skipped.class, name = "Skipped")
})
public sealed interface HealOutcome {
    /** Time ran short; what the architect said is on record, and it goes on at the next visit. */
    record Yielded() implements HealOutcome {}

    /** The remediation is a task of the project. */
    record Inserted(String remediation) implements HealOutcome {}

    /** There is none, for this reason. */
    record Skipped(String reason) implements HealOutcome {}
}
