package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.core.view.Inspection;
import java.util.List;
import java.util.function.Consumer;

/** The decisions of a person as calls of the API, each with the state token of what they saw. */
final class Restarts {
    private final Api api;
    private final Inspection seen;

    Restarts(Api api, Inspection seen) {
        this.api = api;
        this.seen = seen;
    }

    /** Carries out what somebody chose in the dialog; false when they chose to leave everything as it is. */
    boolean carryOut(RestartDialog.Choice choice, Consumer<String> said) {
        JsonNode answer = switch (choice) {
            case RestartDialog.Choice.Resume resume -> resume();
            case RestartDialog.Choice.Reset reset -> {
                said.accept(reset(false).path("text").asText());
                yield new Restarts(api, api.inspect(seen.project())).resume();
            }
            case RestartDialog.Choice.Retry retry -> retry(retry.tasks());
            case RestartDialog.Choice.Skip skip -> skip(skip.tasks());
            case RestartDialog.Choice.Abort abort -> api.cancelProject(seen.project());
            case RestartDialog.Choice.Quit quit -> JsonNodeFactory.instance.missingNode();
        };
        if (answer.isMissingNode()) {
            return false;
        }
        said.accept(answer.path("text").asText());
        return true;
    }

    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("token", seen.token());
    }

    JsonNode resume() {
        return decide("resume", body());
    }

    JsonNode retry(List<String> tasks) {
        return decide("retry", with(tasks));
    }

    JsonNode skip(List<String> tasks) {
        return decide("skip", with(tasks));
    }

    JsonNode reset(boolean purgeSessions) {
        return decide("reset", body().put("confirm", seen.project()).put("purge_sessions", purgeSessions));
    }

    JsonNode decide(String decision, ObjectNode body) {
        return api.decide(seen.project(), decision, body);
    }

    ObjectNode with(List<String> tasks) {
        ObjectNode body = body();
        var named = body.putArray("tasks");
        tasks.forEach(named::add);
        return body;
    }
}
