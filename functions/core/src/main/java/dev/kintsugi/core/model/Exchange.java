package dev.kintsugi.core.model;

import java.util.List;

/**
 * One question and its reply, as it is recorded before the reply is used; a replay answers from it without asking.
 *
 * @param model the model that replied
 * @param requestHash SHA-256 of all that the model was shown ({@link ModelJson#hash})
 * @param costMicroDollars what all calls together cost
 * @param calls how many calls it took: one, and one more for each continuation
 * @param withTools whether the tools were offered; false when the server refused them
 * @param leftOut names of the passages that were left out for size
 */
public record Exchange(
        Turn turn,
        String model,
        String requestHash,
        Reply reply,
        long costMicroDollars,
        int calls,
        boolean withTools,
        List<String> leftOut) {
    public Exchange {
        leftOut = List.copyOf(leftOut);
        if (costMicroDollars < 0 || calls < 1) {
            throw new IllegalArgumentException(
                    "an exchange costs 0 or more in 1 call or more, not %d in %d".formatted(costMicroDollars, calls));
        }
    }
}
