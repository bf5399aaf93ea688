package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Reads bodies, and says in one sentence what cannot be read. */
final class Bodies {
    private Bodies() {}

    static <T> T read(ApiRequest request, Class<T> type) {
        if (request.body().length == 0) {
            throw bad("the request needs a JSON object as its body");
        }
        try {
            T read = ApiJson.MAPPER.readValue(text(request.body()), type);
            if (read == null) {
                throw bad("the request needs a JSON object as its body, found null");
            }
            return read;
        } catch (UnrecognizedPropertyException unknown) {
            throw bad("the body has a field that is not known: \"%s\"; known are %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        } catch (JsonMappingException wrong) {
            throw bad("the body does not fit at %s: %s".formatted(place(wrong), wrong.getOriginalMessage()));
        } catch (JsonProcessingException malformed) {
            throw bad("the body is no JSON: line %d, column %d: %s"
                    .formatted(
                            malformed.getLocation().getLineNr(),
                            malformed.getLocation().getColumnNr(),
                            malformed.getOriginalMessage()));
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refusal(Problem.badRequest("the body is not UTF-8"));
        }
    }

    private static String place(JsonMappingException wrong) {
        String path = wrong.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "its beginning" : "\"" + path + "\"";
    }

    private static Refusal bad(String detail) {
        return new Refusal(Problem.badRequest(detail));
    }
}
