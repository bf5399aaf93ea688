package dev.kintsugi.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.model.Prices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What models cost and hold, as configuration: a JSON object of model names, each with dollars per million tokens
 * ({@code input}, {@code output}, {@code cache_read}, {@code cache_write}) and {@code context_tokens}. A name stands for
 * all ids that begin with it, the longest wins; a region in front of a Bedrock id ({@code eu.}) and all of an ARN but
 * its last part are passed over.
 */
public final class ModelTable {
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000);
    private static final String OURS = "models.json";

    private final Map<String, ModelFacts> facts;

    private ModelTable(Map<String, ModelFacts> facts) {
        this.facts = facts;
    }

    /** The table that is delivered with Kintsugi. */
    public static ModelTable delivered() {
        try (InputStream table = ModelTable.class.getResourceAsStream(OURS)) {
            if (table == null) {
                throw new IllegalStateException("the jar lacks " + OURS);
            }
            return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads a table; what is wrong is told with the model and the key. */
    public static ModelTable parse(String json) {
        Map<String, ModelFacts> facts = new LinkedHashMap<>();
        try {
            JsonNode table = new JsonMapper().readTree(json);
            if (!table.isObject()) {
                throw new IllegalArgumentException("the price table must be a JSON object of model names");
            }
            table.properties().forEach(model -> facts.put(model.getKey(), facts(model.getKey(), model.getValue())));
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(
                    "the price table is no valid JSON: " + broken.getOriginalMessage(), broken);
        }
        return new ModelTable(facts);
    }

    /** This table, with another laid over it. */
    public ModelTable with(ModelTable other) {
        Map<String, ModelFacts> both = new LinkedHashMap<>(facts);
        both.putAll(other.facts);
        return new ModelTable(both);
    }

    /** A model that costs nothing unless the table says otherwise: one that runs here. */
    public ModelFacts ofOwn(String model) {
        return find(model, new ModelFacts(Prices.FREE, OptionalInt.empty(), "it runs here and costs nothing"));
    }

    /** Recorded replies, which cost nothing unless the table prices {@code recorded}, so that budgets can be tried out. */
    public ModelFacts ofRecorded() {
        return find("recorded", new ModelFacts(Prices.FREE, OptionalInt.empty(), "recorded replies cost nothing"));
    }

    /** A model that somebody charges for: unknown ones are taken to cost as much as the dearest that is known. */
    public ModelFacts ofCharged(String model) {
        Prices dearest = facts.values().stream().map(ModelFacts::prices).reduce(Prices.FREE, Prices::dearer);
        return find(
                model,
                new ModelFacts(
                        dearest,
                        OptionalInt.empty(),
                        "no price is known for '%s', so it counts as the dearest that is known".formatted(model)));
    }

    private ModelFacts find(String model, ModelFacts otherwise) {
        String id = withoutRegion(model.substring(model.lastIndexOf('/') + 1));
        String best = "";
        for (String name : facts.keySet()) {
            boolean fits = id.startsWith(name) || model.equals(name);
            if (fits && name.length() > best.length()) {
                best = name;
            }
        }
        return facts.getOrDefault(best, otherwise);
    }

    private static String withoutRegion(String id) {
        return id.replaceFirst("^(us-gov|us|eu|apac|jp|au|ca|sa|me|af|global)\\.", "");
    }

    private static ModelFacts facts(String model, JsonNode entry) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException("price table: '%s' must be an object of prices".formatted(model));
        }
        entry.fieldNames().forEachRemaining(key -> {
            switch (key) {
                case "input", "output", "cache_read", "cache_write", "context_tokens" -> {}
                default ->
                    throw new IllegalArgumentException(
                            "price table: '%s' has an unknown key '%s': input, output, cache_read, cache_write and"
                                            .formatted(model, key)
                                    + " context_tokens are known");
            }
        });
        long input = price(model, entry, "input", -1);
        long output = price(model, entry, "output", -1);
        // A cache that nobody priced is charged like any input, and writing to one as the usual quarter more.
        Prices prices = new Prices(
                input,
                output,
                price(model, entry, "cache_read", input),
                price(model, entry, "cache_write", input * 5 / 4));
        JsonNode window = entry.path("context_tokens");
        if (!window.isMissingNode() && !(window.isInt() && window.intValue() > 0)) {
            throw new IllegalArgumentException(
                    "price table: context_tokens of '%s' must be a number of tokens".formatted(model));
        }
        return new ModelFacts(prices, window.isInt() ? OptionalInt.of(window.intValue()) : OptionalInt.empty(), "");
    }

    private static long price(String model, JsonNode entry, String key, long otherwise) {
        JsonNode price = entry.path(key);
        if (price.isMissingNode() && otherwise >= 0) {
            return otherwise;
        }
        BigDecimal micro = price.isNumber() ? price.decimalValue().multiply(MICRO) : BigDecimal.valueOf(-1);
        if (micro.signum() < 0 || micro.compareTo(BigDecimal.valueOf(Prices.MAX_PRICE)) > 0) {
            throw new IllegalArgumentException("price table: '%s' of '%s' must be dollars per million tokens, 0 to %d"
                    .formatted(key, model, Prices.MAX_PRICE / 1_000_000));
        }
        return micro.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
