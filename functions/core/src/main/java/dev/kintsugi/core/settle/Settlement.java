package dev.kintsugi.core.settle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of settling a job that did not end badly: a bad end is thrown. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Settlement.Settled.class, name = "Settled"),
    @JsonSubTypes.Type(value = Settlement.Again.class, name = "Again"),
    @JsonSubTypes.Type(value = Settlement.Unclaimed.class, name = "Unclaimed")
})
public sealed interface Settlement {
    /** It passed, and everybody who waited for it knows. */
    record Settled() implements Settlement {}

    /** The settled execution was redriven, and the job goes on in this state. */
    record Again(String state) implements Settlement {}

    /** It is not over: it waits to be claimed again, for others hold the money that it needs next. */
    record Unclaimed() implements Settlement {}
}
