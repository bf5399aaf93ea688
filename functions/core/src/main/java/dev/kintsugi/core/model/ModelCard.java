package dev.kintsugi.core.model;

import java.util.OptionalInt;

/**
 * What is known of a model before it is asked.
 *
 * @param name the model as records and reports name it
 * @param contextTokens the window, prompt and reply together, if anybody told it
 * @param onThisMachine whether it shares this machine with us, so that one worker is enough for it
 * @param priceNote why these prices hold, when the price table does not name the model; empty when it does
 */
public record ModelCard(
        String name, Prices prices, OptionalInt contextTokens, boolean onThisMachine, String priceNote) {
    /** The most that {@link CodingModel#ask} can cost: each call's whole prompt at its dearest and all it may write. */
    public long worstCaseMicroDollars(ModelRequest request) {
        long prompt = TokenEstimate.atMost(request);
        long worst = 0;
        for (int call = 0; call <= request.continuations(); call++) {
            Usage usage = Usage.estimated(prompt, request.maxTokens());
            worst += new Prices(prices.dearestInput(), prices.output(), 0, 0).cost(usage);
            prompt += request.maxTokens() + Continuation.INSTRUCTION_TOKENS;
        }
        return worst;
    }
}
