package dev.kintsugi.models;

import dev.kintsugi.models.openai.Endpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which model somebody means: {@code recorded:DIR}, {@code openai:URL#MODEL}, {@code bedrock:MODEL}, {@code command:...}. */
public sealed interface ModelSpec {
    record Recorded(Path folder) implements ModelSpec {}

    record OpenAi(Endpoint endpoint, String model) implements ModelSpec {}

    record Bedrock(String modelId) implements ModelSpec {}

    record Command(String command) implements ModelSpec {}

    /** Reads a specification; what is wrong with it is told in one sentence. */
    static ModelSpec parse(String written) {
        int colon = written.indexOf(':');
        String kind = colon < 0 ? written : written.substring(0, colon);
        String rest = colon < 0 ? "" : written.substring(colon + 1).strip();
        return switch (kind.strip()) {
            case "recorded" -> new Recorded(folder(needed(rest, "recorded:DIR, a folder of recorded replies")));
            case "openai" -> openAi(needed(rest, "openai:http://host:port/v1#model"));
            case "bedrock" ->
                new Bedrock(bedrockId(needed(rest, "bedrock:model-id, such as bedrock:amazon.nova-pro-v1:0")));
            case "command" -> new Command(needed(rest, "command:program arguments"));
            default ->
                throw new IllegalArgumentException(
                        "'%s' is no model: expected recorded:DIR, openai:http://host:port/v1#model, bedrock:model-id or"
                                        .formatted(Excerpt.of(kind))
                                + " command:program");
        };
    }

    private static String needed(String rest, String expected) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return rest;
    }

    private static OpenAi openAi(String rest) {
        int hash = rest.indexOf('#');
        if (hash < 0 || hash == rest.length() - 1) {
            throw new IllegalArgumentException(
                    "the model's name is missing: expected openai:http://host:port/v1#model, as in"
                            + " openai:http://localhost:11434/v1#qwen2.5-coder:7b");
        }
        return new OpenAi(
                Endpoint.parse(rest.substring(0, hash)),
                rest.substring(hash + 1).strip());
    }

    private static String bedrockId(String id) {
        if (!id.matches("[A-Za-z0-9._:/-]{1,2048}")) {
            throw new IllegalArgumentException(
                    "'%s' is no Bedrock model id or inference profile".formatted(Excerpt.of(id)));
        }
        return id;
    }

    private static Path folder(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException("recorded: '%s' is no path".formatted(Excerpt.of(written)));
        }
    }
}
