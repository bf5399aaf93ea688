package dev.kintsugi.cli.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tasks answer when a machine is tried out, from a file like
 *
 * <pre>{@code
 * {
 *   "Charge card":   [{"Throw": {"Error": "Timeout", "Cause": "no answer"}}, {"Return": {"paid": true}}],
 *   "send-receipt":  [{"Return": "sent"}],
 *   "arn:aws:states:::sqs:sendMessage": [{"Return": {"MessageId": "1"}}]
 * }
 * }</pre>
 *
 * A key is a state's name, a Lambda function's name or ARN, or a resource, and is looked for in that order. Its answers
 * are given in order, the last one again and again. {@code Return} is the task's result; under a function's name it is
 * what the function itself returns.
 */
final class Mocks {
    private final Map<String, List<Answer>> byKey;
    private final Map<String, Integer> given = new HashMap<>();

    private Mocks(Map<String, List<Answer>> byKey) {
        this.byKey = byKey;
    }

    /** One answer of a task. */
    sealed interface Answer {
        /** Its result, as JSON. */
        record Return(String json) implements Answer {}

        /** Its failure. */
        record Throw(String error, @Nullable String cause) implements Answer {}
    }

    static Mocks none() {
        return new Mocks(Map.of());
    }

    static Mocks read(String where, String text) throws UnusableInputException {
        JsonNode json = GivenJson.parse(where, text);
        List<String> problems = new ArrayList<>();
        Map<String, List<Answer>> byKey = new HashMap<>();
        if (!json.isObject()) {
            problems.add(where + ": must be an object with a list of answers for each state, function or resource");
        }
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            byKey.put(entry.getKey(), answers(where + ": /" + entry.getKey(), entry.getValue(), problems));
        }
        if (!problems.isEmpty()) {
            throw new UnusableInputException(problems);
        }
        return new Mocks(byKey);
    }

    private static List<Answer> answers(String where, JsonNode list, List<String> problems) {
        if (!list.isArray() || list.isEmpty()) {
            problems.add(where + ": must be a list of at least one answer, {\"Return\": ...} or {\"Throw\": ...}");
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            answer(where + "/" + i, list.get(i), problems).ifPresent(answers::add);
        }
        return answers;
    }

    private static Optional<Answer> answer(String where, JsonNode json, List<String> problems) {
        if (json.isObject() && json.size() == 1 && json.has("Return")) {
            return Optional.of(new Answer.Return(json.get("Return").toString()));
        }
        if (!json.isObject() || json.size() != 1 || !json.path("Throw").isObject()) {
            problems.add(
                    where + ": must have either Return, or Throw with an Error and perhaps a Cause, and nothing else");
            return Optional.empty();
        }
        JsonNode thrown = json.get("Throw");
        int known = 0;
        for (String field : List.of("Error", "Cause")) {
            known += thrown.has(field) ? 1 : 0;
            if (thrown.has(field) && !thrown.get(field).isTextual()) {
                problems.add("%s/Throw/%s: must be a string".formatted(where, field));
            }
        }
        if (!thrown.has("Error") || known != thrown.size()) {
            problems.add(where + "/Throw: must have an Error, may have a Cause, and nothing else");
        }
        JsonNode cause = thrown.get("Cause");
        return Optional.of(new Answer.Throw(thrown.path("Error").asText(), cause == null ? null : cause.asText()));
    }

    /** Whether anything is laid out under a key. */
    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** The next answer under a key that is there. */
    synchronized Answer next(String key) {
        List<Answer> answers = byKey.getOrDefault(key, List.of());
        int turn = given.merge(key, 1, Integer::sum) - 1;
        return answers.get(Math.min(turn, answers.size() - 1));
    }
}
