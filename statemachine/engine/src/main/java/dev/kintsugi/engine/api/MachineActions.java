package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.MachineDescription;
import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.definition.VariableReferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The actions on state machines. */
final class MachineActions {
    /** Characters of a page token for machines and histories. */
    static final int TOKEN_CHARACTERS_MAX = 1_024;

    private static final List<String> TYPES = List.of("STANDARD", "EXPRESS");
    private static final List<String> SEVERITIES = List.of("ERROR", "WARNING");
    private static final List<String> INCLUDED = List.of("ALL_DATA", "METADATA_ONLY");
    private static final int DIAGNOSTICS_MAX = 100;
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/.+");

    private final Engine engine;
    private final PageTokens tokens;

    MachineActions(Engine engine, PageTokens tokens) {
        this.engine = engine;
        this.tokens = tokens;
    }

    Map<String, StepFunctionsApi.Action> actions() {
        return Map.of(
                "CreateStateMachine", this::create,
                "UpdateStateMachine", this::update,
                "DescribeStateMachine", this::describe,
                "DescribeStateMachineForExecution", this::describeForExecution,
                "DeleteStateMachine", this::delete,
                "ListStateMachines", this::list,
                "ValidateStateMachineDefinition", this::validate);
    }

    private ObjectNode create(RequestFields in) {
        String name = in.text("name", 1, EngineLimits.NAME_CHARACTERS);
        String definition = in.sensitiveText("definition", 1, EngineLimits.DEFINITION_BYTES);
        String role = in.text("roleArn", 1, Arns.CHARACTERS_MAX);
        String type = in.optionalOneOf("type", TYPES);
        MachineAttributes attributes = MachineAttributes.given(in);
        VersionRequest version = VersionRequest.of(in);
        in.check();
        version.refuse();
        refuseExpress(type);
        refuseOtherThanRole(role);
        MachineDescription machine = engine.createStateMachine(
                name, definition, role, sameTags(name, attributes).text());
        ObjectNode out = Json.object();
        out.put("stateMachineArn", machine.machineArn());
        out.set("creationDate", Json.timestamp(machine.createdAt()));
        return out;
    }

    /** AWS ignores other tags in a repeated request, so they must not make it a different one. */
    private MachineAttributes sameTags(String name, MachineAttributes given) {
        Optional<MachineAttributes> existing = engine.listStateMachines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst()
                .map(machine -> MachineAttributes.stored(machine.attributes()));
        return existing.filter(given::isSameApartFromTags).orElse(given);
    }

    private ObjectNode update(RequestFields in) {
        String arn = Arns.machine(in, "stateMachineArn");
        String definition = in.optionalSensitiveText("definition", 1, EngineLimits.DEFINITION_BYTES);
        String role = in.optionalText("roleArn", 1, Arns.CHARACTERS_MAX);
        VersionRequest version = VersionRequest.of(in);
        MachineAttributes given = MachineAttributes.stored("");
        boolean attributesGiven = given.change(in);
        in.check();
        if (role != null) {
            refuseOtherThanRole(role);
        }
        if (definition == null && role == null && !attributesGiven) {
            throw ApiException.ofService(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }
        version.refuse();
        MachineDescription updated =
                engine.updateStateMachine(arn, definition, role, changedAttributes(arn, in, attributesGiven));
        ObjectNode out = Json.object();
        out.set("updateDate", Json.timestamp(updated.updatedAt()));
        out.put("revisionId", updated.revisionId());
        return out;
    }

    private @Nullable String changedAttributes(String arn, RequestFields in, boolean given) {
        if (!given) {
            return null;
        }
        MachineAttributes changed =
                MachineAttributes.stored(engine.describeStateMachine(arn).attributes());
        changed.change(in);
        return changed.text();
    }

    private ObjectNode describe(RequestFields in) {
        String arn = Arns.machine(in, "stateMachineArn");
        String included = in.optionalOneOf("includedData", INCLUDED);
        in.check();
        MachineDescription machine = engine.describeStateMachine(arn);
        ObjectNode out = shown(machine, included);
        out.put("status", machine.status().name());
        out.put("type", "STANDARD");
        out.set("creationDate", Json.timestamp(machine.createdAt()));
        return out;
    }

    private ObjectNode describeForExecution(RequestFields in) {
        String arn = Arns.execution(in, "executionArn");
        String included = in.optionalOneOf("includedData", INCLUDED);
        in.check();
        MachineDescription machine = engine.describeStateMachineForExecution(arn);
        ObjectNode out = shown(machine, included);
        out.set("updateDate", Json.timestamp(machine.updatedAt()));
        return out;
    }

    private static ObjectNode shown(MachineDescription machine, @Nullable String included) {
        ObjectNode out = Json.object();
        out.put("stateMachineArn", machine.machineArn());
        out.put("name", machine.name());
        out.put("definition", "METADATA_ONLY".equals(included) ? "{}" : machine.definition());
        out.put("roleArn", machine.roleArn());
        MachineAttributes.stored(machine.attributes()).show(out);
        Map<String, Set<String>> references = VariableReferences.of(machine.definition());
        if (!references.isEmpty()) {
            ObjectNode byState = out.putObject("variableReferences");
            references.forEach((state, names) -> names.forEach(byState.withArray(state)::add));
        }
        if (!machine.updatedAt().equals(machine.createdAt())) {
            // AWS names a revision from the first change on.
            out.put("revisionId", machine.revisionId());
        }
        return out;
    }

    private ObjectNode delete(RequestFields in) {
        String arn = Arns.machine(in, "stateMachineArn");
        in.check();
        engine.deleteStateMachine(arn);
        return Json.object();
    }

    private ObjectNode list(RequestFields in) {
        int size = PageTokens.size(in);
        String token = in.optionalText("nextToken", 1, TOKEN_CHARACTERS_MAX);
        in.check();
        List<MachineDescription> all = engine.listStateMachines();
        PageTokens.Page<MachineDescription> page = tokens.page(
                "ListStateMachines", all, size, token, after -> firstAfter(all, after), MachineDescription::name);
        ObjectNode out = Json.object();
        ArrayNode machines = out.putArray("stateMachines");
        for (MachineDescription machine : page.items()) {
            ObjectNode item = machines.addObject();
            item.put("stateMachineArn", machine.machineArn());
            item.put("name", machine.name());
            item.put("type", "STANDARD");
            item.set("creationDate", Json.timestamp(machine.createdAt()));
        }
        if (page.nextToken() != null) {
            out.put("nextToken", page.nextToken());
        }
        return out;
    }

    private static int firstAfter(List<MachineDescription> all, String name) {
        int at = 0;
        while (at < all.size() && all.get(at).name().compareTo(name) <= 0) {
            at++;
        }
        return at;
    }

    private ObjectNode validate(RequestFields in) {
        String definition = in.sensitiveText("definition", 1, EngineLimits.DEFINITION_BYTES);
        String type = in.optionalOneOf("type", TYPES);
        String least = in.optionalOneOf("severity", SEVERITIES);
        int asked = in.number("maxResults", 0, DIAGNOSTICS_MAX, 0);
        in.check();
        refuseExpress(type);
        List<Diagnostic> found = engine.validate(definition);
        List<Diagnostic> shown = found.stream()
                .filter(one -> one.severity() == Diagnostic.Severity.ERROR || "WARNING".equals(least))
                .toList();
        int size = Math.min(shown.size(), asked == 0 ? DIAGNOSTICS_MAX : asked);
        ObjectNode out = Json.object();
        out.put("result", found.stream().anyMatch(one -> one.severity() == Diagnostic.Severity.ERROR) ? "FAIL" : "OK");
        ArrayNode diagnostics = out.putArray("diagnostics");
        for (Diagnostic one : shown.subList(0, size)) {
            ObjectNode item = diagnostics.addObject();
            item.put("severity", one.severity().name());
            item.put("code", one.code());
            item.put("message", one.message());
            if (!one.location().isEmpty()) {
                item.put("location", one.location());
            }
        }
        out.put("truncated", size < shown.size());
        return out;
    }

    private static void refuseExpress(@Nullable String type) {
        if ("EXPRESS".equals(type)) {
            throw ApiException.ofService(
                    EngineException.Name.StateMachineTypeNotSupported.name(),
                    "State machine type is not supported: this engine runs STANDARD ones, not EXPRESS");
        }
    }

    private static void refuseOtherThanRole(String role) {
        if (!ROLE.matcher(role).matches()) {
            throw ApiException.ofService("InvalidArn", "Invalid Role Arn: '%s'".formatted(role));
        }
    }
}
