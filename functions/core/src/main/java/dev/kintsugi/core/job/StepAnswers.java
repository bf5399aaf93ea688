package dev.kintsugi.core.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What steps answer, as the JSON that stands on the record and that the machine reads. */
public final class StepAnswers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StepAnswers() {}

    /** A sealed outcome with its name; {@code kind} is the sealed interface, which says how the name is written. */
    public static <T> String write(T outcome, Class<T> kind) {
        try {
            return JSON.writerFor(kind).writeValueAsString(outcome);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("expected an outcome of plain data, found " + outcome, impossible);
        }
    }

    public static <T> T read(String answer, Class<T> kind) {
        try {
            return JSON.readValue(answer, kind);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "expected an answer that %s reads, found %s".formatted(kind.getSimpleName(), answer), broken);
        }
    }
}
