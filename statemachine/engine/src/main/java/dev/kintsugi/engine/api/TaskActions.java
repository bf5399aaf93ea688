package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineLimits;
import java.util.Map;

/** The answers to tasks that wait with a token. */
final class TaskActions {
    private final Engine engine;

    TaskActions(Engine engine) {
        this.engine = engine;
    }

    Map<String, StepFunctionsApi.Action> actions() {
        return Map.of(
                "SendTaskSuccess", this::success,
                "SendTaskFailure", this::failure,
                "SendTaskHeartbeat", this::heartbeat);
    }

    private ObjectNode success(RequestFields in) {
        String token = token(in);
        String output = in.payload("output", EngineLimits.PAYLOAD_BYTES);
        in.check();
        engine.sendTaskSuccess(token, output);
        return Json.object();
    }

    private ObjectNode failure(RequestFields in) {
        String token = token(in);
        String error = in.optionalSensitiveText("error", 0, EngineLimits.ERROR_CHARACTERS);
        String cause = in.optionalSensitiveText("cause", 0, EngineLimits.CAUSE_CHARACTERS);
        in.check();
        engine.sendTaskFailure(token, error, cause);
        return Json.object();
    }

    private ObjectNode heartbeat(RequestFields in) {
        String token = token(in);
        in.check();
        engine.sendTaskHeartbeat(token);
        return Json.object();
    }

    private static String token(RequestFields in) {
        return in.text("taskToken", 1, EngineLimits.TOKEN_CHARACTERS);
    }
}
