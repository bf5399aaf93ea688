package dev.kintsugi.cli.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what a cloud answered, however it came here. */
final class Answers {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Answers() {}

    /** The body of a good answer; anything else is a refusal. */
    static JsonNode read(int status, String body, String from) {
        JsonNode json;
        try {
            json = body.isBlank() ? Cloud.NOTHING : MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            throw ApiRefusal.unanswered(
                    "%s answers, but not as a Kintsugi cloud does (status %d)".formatted(from, status));
        }
        if (status < 200 || status > 299) {
            throw ApiRefusal.of(status, json);
        }
        return json;
    }

    static String write(JsonNode body) {
        return body.isMissingNode() ? "" : body.toString();
    }
}
