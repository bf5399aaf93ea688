package dev.kintsugi.core.round;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Prices;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** A model that says what a test wrote for it, by role, cycle and turn, and remembers what it was asked. */
public final class ScriptedModel implements CodingModel {
    /** What it says when a test wrote nothing. */
    public static final String APPROVED = "APPROVED: yes";

    private final Map<String, Function<ModelRequest, ModelAnswer>> script = new HashMap<>();
    private final List<ModelRequest> asked = new ArrayList<>();
    private Prices prices = new Prices(3_000_000, 15_000_000, 0, 0);

    public ScriptedModel costing(Prices other) {
        prices = other;
        return this;
    }

    /** The coder's reply in words. */
    public ScriptedModel coder(int cycle, int turn, String text) {
        return says(Role.CODER, cycle, turn, text);
    }

    public ScriptedModel reviewer(int cycle, int turn, String text) {
        return says(Role.REVIEWER, cycle, turn, text);
    }

    public ScriptedModel says(Role role, int cycle, int turn, String text) {
        return answers(
                role,
                cycle,
                turn,
                request -> answered(request, new Reply(text, List.of(), StopReason.END_TURN, usage())));
    }

    /** The coder calls tools. */
    public ScriptedModel calls(int cycle, int turn, ToolCall... calls) {
        return answers(
                Role.CODER,
                cycle,
                turn,
                request -> answered(request, new Reply("", List.of(calls), StopReason.TOOL_USE, usage())));
    }

    public ScriptedModel answers(Role role, int cycle, int turn, Function<ModelRequest, ModelAnswer> answer) {
        script.put(name(role, cycle, turn), answer);
        return this;
    }

    /** A call with its input as name, value, name, value ... */
    public static ToolCall call(String id, String tool, Object... input) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int at = 0; at < input.length; at += 2) {
            if (input[at + 1] instanceof Integer number) {
                node.put(String.valueOf(input[at]), number);
            } else {
                node.put(String.valueOf(input[at]), String.valueOf(input[at + 1]));
            }
        }
        return new ToolCall.Usable(id, tool, node);
    }

    public ModelAnswer answered(ModelRequest request, Reply reply) {
        return new ModelAnswer.Answered(exchange(request, reply));
    }

    public Exchange exchange(ModelRequest request, Reply reply) {
        return new Exchange(
                request.turn(),
                "scripted",
                ModelJson.hash(request),
                reply,
                prices.cost(reply.usage()),
                1,
                true,
                List.of());
    }

    public static Usage usage() {
        return Usage.reported(1_000, 200);
    }

    @Override
    public ModelCard card() {
        return new ModelCard("scripted", prices, OptionalInt.empty(), false, "");
    }

    @Override
    public ModelAnswer ask(ModelRequest request) {
        asked.add(request);
        String name = name(
                request.turn().role(), request.turn().cycle(), request.turn().turn());
        Function<ModelRequest, ModelAnswer> answer = script.get(name);
        if (answer != null) {
            return answer.apply(request);
        }
        if (request.turn().role() == Role.REVIEWER) {
            return answered(request, new Reply(APPROVED, List.of(), StopReason.END_TURN, usage()));
        }
        return new ModelAnswer.Refused("no reply was written for " + name);
    }

    /** What was asked, in order: {@code coder 1.1}. */
    public List<String> asked() {
        return asked.stream()
                .map(request -> name(
                        request.turn().role(),
                        request.turn().cycle(),
                        request.turn().turn()))
                .toList();
    }

    public List<ModelRequest> requests() {
        return List.copyOf(asked);
    }

    /** What was asked by this name: {@code coder 1.1}. */
    public ModelRequest request(String name) {
        return asked.get(asked().indexOf(name));
    }

    public ModelRequest lastRequest() {
        return asked.getLast();
    }

    private static String name(Role role, int cycle, int turn) {
        return role.word() + " " + cycle + "." + turn;
    }
}
