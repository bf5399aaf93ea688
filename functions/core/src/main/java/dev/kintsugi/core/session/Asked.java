package dev.kintsugi.core.session;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.model.Exchange;
import java.time.Instant;

/** What came of a question in a conversation. */
public sealed interface Asked {
    /** A whole reply, now or on record since an earlier visit. */
    record Said(Exchange exchange, Instant at) implements Asked {}

    /** There may be too little time for a further call; what was said so far is on record. */
    record OutOfTime() implements Asked {}

    /** The next call could cost more than others leave of the project's money; a loan of so much would do. */
    record MoneyHeld(long microDollars) implements Asked {}

    /** The next call could cost more than there is. */
    record OutOfMoney(String reason) implements Asked {}

    /** No reply that may be used, and asking again would not help. */
    record NoReply(End end) implements Asked {}
}
