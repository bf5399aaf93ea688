package dev.kintsugi.core.heal;

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
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A model that says what a test wrote for it, by task, role, cycle and turn; a reviewer without words approves. */
final class TaskModel implements CodingModel {
    private static final Usage USAGE = Usage.reported(1_000, 200);

    private final Map<String, String> script = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final Map<String, ModelRequest> requests = new HashMap<>();
    private final Map<String, Usage> usages = new HashMap<>();
    Prices prices = new Prices(3_000_000, 15_000_000, 0, 0);

    TaskModel says(String task, Role role, int cycle, int turn, String text) {
        script.put(name(new Turn(task, role, cycle, turn, 1)), text);
        return this;
    }

    TaskModel coder(String task, int cycle, String text) {
        return says(task, Role.CODER, cycle, 1, text);
    }

    TaskModel reviewer(String task, int cycle, String text) {
        return says(task, Role.REVIEWER, cycle, 1, text);
    }

    /** What the architect of this task's healing says, after so many cycles of it. */
    TaskModel architect(String task, int cycle, int turn, String text) {
        return says(task, Role.ARCHITECT, cycle, turn, text);
    }

    /** That reply takes so many tokens. */
    TaskModel using(String task, Role role, int cycle, int outputTokens) {
        usages.put(name(new Turn(task, role, cycle, 1, 1)), Usage.reported(1_000, outputTokens));
        return this;
    }

    /** What was asked under such a name. */
    ModelRequest request(String task, Role role, int cycle, int turn) {
        return Objects.requireNonNull(requests.get(name(new Turn(task, role, cycle, turn, 1))));
    }

    @Override
    public ModelCard card() {
        return new ModelCard("scripted", prices, OptionalInt.empty(), false, "");
    }

    @Override
    public ModelAnswer ask(ModelRequest request) {
        String name = name(request.turn());
        asked.add(name);
        requests.put(name, request);
        String text = script.get(name);
        if (text == null && request.turn().role() != Role.REVIEWER) {
            return new ModelAnswer.Refused("no reply was written for " + name);
        }
        Usage usage = usages.getOrDefault(name, USAGE);
        Reply reply = new Reply(text == null ? "APPROVED: yes" : text, List.of(), StopReason.END_TURN, usage);
        return new ModelAnswer.Answered(new Exchange(
                request.turn(), "scripted", ModelJson.hash(request), reply, prices.cost(usage), 1, true, List.of()));
    }

    static String name(Turn turn) {
        return "%s %s %d.%d".formatted(turn.task(), turn.role().word(), turn.cycle(), turn.turn());
    }
}
