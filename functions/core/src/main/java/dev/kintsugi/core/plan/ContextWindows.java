package dev.kintsugi.core.plan;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How many tokens fit a prompt: per model, or for every model, or not said and asked of its server. */
public record ContextWindows(@Nullable Integer everyModel, Map<String, Integer> byModel) {
    public static final ContextWindows UNSAID = new ContextWindows(null, Map.of());

    public ContextWindows {
        byModel = Map.copyOf(byModel);
    }

    public OptionalInt of(String model) {
        Integer tokens = byModel.getOrDefault(model, everyModel);
        return tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens);
    }
}
