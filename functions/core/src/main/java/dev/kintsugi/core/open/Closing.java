package dev.kintsugi.core.open;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of closing a project that is not incomplete. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Closing.Closed.class, name = "Closed"),
    @JsonSubTypes.Type(value = Closing.GoOn.class, name = "GoOn")
})
public sealed interface Closing {
    /** It is over: every task passed, was skipped or healed, or somebody cancelled it. */
    record Closed() implements Closing {}

    /** Something runs or can run: it is to be opened again. */
    record GoOn() implements Closing {}
}
