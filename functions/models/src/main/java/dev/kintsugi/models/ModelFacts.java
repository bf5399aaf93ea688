package dev.kintsugi.models;

import dev.kintsugi.core.model.Prices;
import java.util.OptionalInt;

/**
 * What the configuration knows of a model.
 *
 * @param priceNote why these prices hold when the table does not name the model, else empty
 */
public record ModelFacts(Prices prices, OptionalInt contextTokens, String priceNote) {
    public ModelFacts withContextTokens(OptionalInt told) {
        return told.isPresent() ? new ModelFacts(prices, told, priceNote) : this;
    }
}
