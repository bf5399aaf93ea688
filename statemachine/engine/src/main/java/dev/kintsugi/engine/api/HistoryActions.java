package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.history.HistoryEvent;
import java.util.List;
import java.util.Map;

/** The history of an execution, a page at a time. */
final class HistoryActions {
    private final Engine engine;
    private final PageTokens tokens;

    HistoryActions(Engine engine, PageTokens tokens) {
        this.engine = engine;
        this.tokens = tokens;
    }

    Map<String, StepFunctionsApi.Action> actions() {
        return Map.of("GetExecutionHistory", this::history);
    }

    private ObjectNode history(RequestFields in) {
        String arn = Arns.execution(in, "executionArn");
        int size = PageTokens.size(in);
        boolean reverse = in.flag("reverseOrder", false);
        boolean data = in.flag("includeExecutionData", true);
        String token = in.optionalText("nextToken", 1, MachineActions.TOKEN_CHARACTERS_MAX);
        in.check();
        List<HistoryEvent> history = engine.history(arn);
        List<HistoryEvent> ordered = reverse ? history.reversed() : history;
        String scope = "GetExecutionHistory " + arn + ' ' + reverse;
        PageTokens.Page<HistoryEvent> page = tokens.page(
                scope,
                ordered,
                size,
                token,
                after -> firstAfter(Long.parseLong(after), history.size(), reverse),
                event -> Long.toString(event.id()));
        ObjectNode out = Json.object();
        ArrayNode events = out.putArray("events");
        page.items().forEach(event -> events.add(HistoryEventJson.of(event, data)));
        if (page.nextToken() != null) {
            out.put("nextToken", page.nextToken());
        }
        return out;
    }

    /** An event's id is its place, from 1, and a history only grows at its end. */
    private static int firstAfter(long id, int size, boolean reverse) {
        return Math.toIntExact(reverse ? size - id + 1 : id);
    }
}
