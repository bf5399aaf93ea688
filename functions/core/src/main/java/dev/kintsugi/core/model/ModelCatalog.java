package dev.kintsugi.core.model;

import java.util.OptionalInt;

/** Opens models by the words in which plans name them, such as {@code openai:http://host:port/v1#model}. */
@FunctionalInterface
public interface ModelCatalog {
    /**
     * The model, ready to be asked; nothing is sent yet.
     *
     * @param contextTokens the window as the project sets it; empty when it says nothing
     * @throws IllegalArgumentException with one sentence, when there can be no such model
     */
    CodingModel open(String spec, OptionalInt contextTokens);

    /** How often a step may find one of them unavailable before it is given up; where a person waits, that is less often. */
    default int mostVisits() {
        return ModelUnavailable.MOST_VISITS;
    }
}
