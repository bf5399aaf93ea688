package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.MachineDescription;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of state machines; no other resource here has any. */
final class TagActions {
    private final Engine engine;
    /** Two changes of one machine's tags at once must not lose either. */
    private final Object oneChangeAtATime = new Object();

    TagActions(Engine engine) {
        this.engine = engine;
    }

    Map<String, StepFunctionsApi.Action> actions() {
        return Map.of(
                "TagResource", this::tag,
                "UntagResource", this::untag,
                "ListTagsForResource", this::list);
    }

    private ObjectNode tag(RequestFields in) {
        String arn = Arns.machine(in, "resourceArn");
        if (in.structures("tags") == null) {
            in.missing("tags");
        }
        Tags given = Tags.given(in);
        in.check();
        return change(arn, tags -> tags.and(given));
    }

    private ObjectNode untag(RequestFields in) {
        String arn = Arns.machine(in, "resourceArn");
        List<String> keys = in.texts("tagKeys");
        if (keys == null) {
            in.missing("tagKeys");
        }
        in.check();
        return change(arn, tags -> tags.without(keys == null ? List.of() : keys));
    }

    private ObjectNode list(RequestFields in) {
        String arn = Arns.machine(in, "resourceArn");
        in.check();
        ObjectNode out = Json.object();
        out.set(
                "tags",
                MachineAttributes.stored(machine(arn).attributes()).tags().list());
        return out;
    }

    private ObjectNode change(String arn, UnaryOperator<Tags> change) {
        synchronized (oneChangeAtATime) {
            MachineAttributes now = MachineAttributes.stored(machine(arn).attributes());
            MachineAttributes changed = now.with(change.apply(now.tags()));
            engine.updateStateMachine(arn, null, null, changed.text());
        }
        return Json.object();
    }

    private MachineDescription machine(String arn) {
        try {
            return engine.describeStateMachine(arn);
        } catch (EngineException e) {
            throw ApiException.resourceNotFound(arn);
        }
    }
}
