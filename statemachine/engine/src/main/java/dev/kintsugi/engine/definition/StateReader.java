package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.definition.Fields.Sees;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one state. Each type lists the fields it knows; AWS's other fields are refused by name. */
final class StateReader {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Pass", Set.of("Output", "Assign", "Next", "End"),
            "Task",
                    Set.of(
                            "Resource",
                            "Arguments",
                            "TimeoutSeconds",
                            "HeartbeatSeconds",
                            "Retry",
                            "Catch",
                            "Output",
                            "Assign",
                            "Next",
                            "End"),
            "Choice", Set.of("Choices", "Default", "Output", "Assign"),
            "Wait", Set.of("Seconds", "Timestamp", "Output", "Assign", "Next", "End"),
            "Succeed", Set.of("Output"),
            "Fail", Set.of("Error", "Cause"),
            "Parallel", Set.of("Branches", "Arguments", "Retry", "Catch", "Output", "Assign", "Next", "End"),
            "Map",
                    Set.of(
                            "ItemProcessor",
                            "Items",
                            "ItemSelector",
                            "MaxConcurrency",
                            "Retry",
                            "Catch",
                            "Output",
                            "Assign",
                            "Next",
                            "End"));
    private static final Set<String> JSONPATH_FIELDS = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "ResultSelector",
            "Parameters",
            "Result",
            "ItemsPath",
            "MaxConcurrencyPath",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "ErrorPath",
            "CausePath");
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "Credentials",
            "ItemReader",
            "ItemBatcher",
            "ResultWriter",
            "ToleratedFailureCount",
            "ToleratedFailurePercentage",
            "Label",
            "Iterator");

    private final String name;
    private final Fields fields;
    private final DefinitionReader reader;
    private final KnownResources resources;
    private final Problems problems;

    StateReader(String name, Fields fields, DefinitionReader reader, KnownResources resources) {
        this.name = name;
        this.fields = fields;
        this.reader = reader;
        this.resources = resources;
        this.problems = fields.problems();
    }

    /** Whether a state uses what only JSONPath has. */
    static boolean isWrittenInJsonPath(Fields fields) {
        boolean comparing = fields.raw("Choices") instanceof List<?> rules
                && rules.stream().anyMatch(rule -> rule instanceof Map<?, ?> map && !map.containsKey("Condition"));
        return comparing || JSONPATH_FIELDS.stream().anyMatch(fields::has);
    }

    @Nullable
    State read() {
        if (!fields.has("Type")) {
            problems.schema("These fields are required: [Type]", fields.path());
            return null;
        }
        String type = fields.text("Type");
        if (type == null) {
            return null;
        }
        Set<String> known = FIELDS.get(type);
        if (known == null) {
            problems.schema(
                    "Value should be one of the following: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                    fields.at("Type"));
            return null;
        }
        checkFields(known);
        fields.text("Comment");
        return switch (type) {
            case "Pass" -> new State.Pass(name, next(), output(Sees.INPUT), fields.assign(Sees.INPUT));
            case "Task" -> task();
            case "Choice" -> choice();
            case "Wait" -> await();
            case "Succeed" -> new State.Succeed(name, output(Sees.INPUT));
            case "Fail" -> new State.Fail(name, fields.textOrComputed("Error"), fields.textOrComputed("Cause"));
            case "Parallel" -> parallel();
            default -> map();
        };
    }

    private void checkFields(Set<String> known) {
        for (String field : fields.object().keySet()) {
            if (known.contains(field) || COMMON.contains(field)) {
                continue;
            }
            if (JSONPATH_FIELDS.contains(field)) {
                problems.schema(
                        "The QueryLanguage is set to 'JSONata', but field '" + field
                                + "' is only supported for the 'JSONPath' QueryLanguage",
                        fields.path());
            } else if (NOT_IMPLEMENTED.contains(field)) {
                problems.schema(
                        "Field '" + field + "' of state '" + name + "' is not supported by this engine",
                        fields.at(field));
            } else {
                problems.schema("Field '" + field + "' is not supported", fields.path());
            }
        }
    }

    /** The state after this one. That one of Next and End is there is checked here, where Next leads by Transitions. */
    private @Nullable String next() {
        Object end = fields.raw("End");
        if (fields.has("End") && !(end instanceof Boolean)) {
            problems.schema("Expected value of type [BOOLEAN]", fields.at("End"));
        }
        if (fields.has("Next") && Boolean.TRUE.equals(end)) {
            problems.schema("There should only be one of the following fields: [Next, End]", fields.path());
        } else if (!fields.has("Next") && !Boolean.TRUE.equals(end)) {
            problems.schema("There should be one of the following fields: [Next, End]", fields.path());
        }
        return fields.text("Next");
    }

    private @Nullable Template output(Sees sees) {
        return fields.template("Output", sees);
    }

    private @Nullable State task() {
        fields.require("Resource");
        TaskResource resource = resource();
        Template arguments = fields.template("Arguments", Sees.INPUT);
        if (resource != null) {
            checkArguments(resource, arguments);
        }
        Template timeout = fields.wholeOrComputed("TimeoutSeconds", 1, EngineLimits.LONGEST_SECONDS);
        Template heartbeat = fields.wholeOrComputed("HeartbeatSeconds", 1, EngineLimits.LONGEST_SECONDS);
        if (constant(timeout) instanceof Number limit
                && constant(heartbeat) instanceof Number beat
                && beat.longValue() >= limit.longValue()) {
            problems.schema("HeartbeatSeconds must be smaller than TimeoutSeconds", fields.at("HeartbeatSeconds"));
        }
        ErrorHandling handling = new ErrorHandling(fields);
        String next = next();
        List<Retrier> retry = handling.retry();
        List<Catcher> catchers = handling.catchers();
        Template output = output(Sees.RESULT);
        Map<String, Template> assign = fields.assign(Sees.RESULT);
        return resource == null
                ? null
                : new State.Task(name, next, resource, arguments, timeout, heartbeat, retry, catchers, output, assign);
    }

    private static @Nullable Object constant(@Nullable Template template) {
        return template instanceof Template.Constant(Document value) ? value.value() : null;
    }

    private @Nullable TaskResource resource() {
        String arn = fields.text("Resource");
        if (arn == null) {
            return null;
        }
        if (!arn.startsWith("arn:")) {
            problems.schema("Value is not a valid resource ARN", fields.at("Resource"));
            return null;
        }
        TaskResource resource = resources.resource(arn);
        if (resource == null) {
            problems.schema(
                    "The resource provided " + arn + " is not recognized. The value is not a valid resource ARN, or the"
                            + " resource is not available in this region.",
                    fields.at("Resource"));
        }
        return resource;
    }

    /** Arguments that are written out are checked by name; those that are computed as a whole cannot be. */
    private void checkArguments(TaskResource resource, @Nullable Template arguments) {
        Set<String> given = new HashSet<>();
        switch (arguments) {
            case null -> {}
            case Template.Fields object -> given.addAll(object.fields().keySet());
            case Template.Constant constant
            when constant.value().value() instanceof Map<?, ?> object ->
                object.keySet().forEach(key -> given.add((String) key));
            case Template.Constant constant
            when !resource.required().isEmpty() -> {
                problems.schema("Expected value of type [OBJECT]", fields.at("Arguments"));
                return;
            }
            case Template.Constant constant -> {
                return;
            }
            case Template.Computed computed -> {
                return;
            }
            case Template.Items items -> {
                problems.schema("Expected value of type [OBJECT]", fields.at("Arguments"));
                return;
            }
        }
        for (String required : new TreeSet<>(resource.required())) {
            if (!given.contains(required)) {
                problems.schema("The field '" + required + "' is required but was missing", fields.at("Arguments"));
            }
        }
        for (String field : new TreeSet<>(given)) {
            if (!resource.allowed().isEmpty() && !resource.allowed().contains(field)) {
                problems.schema("The field '" + field + "' is not supported by Step Functions", fields.at("Arguments"));
            }
        }
    }

    private State choice() {
        fields.require("Choices");
        List<State.Rule> rules = new ArrayList<>();
        List<Fields> entries = fields.entries("Choices");
        if (fields.raw("Choices") instanceof List<?> list && list.isEmpty()) {
            problems.schema("Value cannot be empty", fields.at("Choices"));
        }
        for (Fields entry : entries) {
            entry.allow(Set.of("Condition", "Next", "Output", "Assign", "Comment"));
            entry.require("Condition", "Next");
            Template condition = condition(entry);
            String next = Objects.requireNonNullElse(entry.text("Next"), "");
            rules.add(new State.Rule(condition, next, entry.template("Output", Sees.INPUT), entry.assign(Sees.INPUT)));
        }
        return new State.Choice(name, rules, fields.text("Default"), output(Sees.INPUT), fields.assign(Sees.INPUT));
    }

    private Template condition(Fields entry) {
        Object condition = entry.raw("Condition");
        boolean usable = condition instanceof Boolean || Template.isExpression(condition);
        if (entry.has("Condition") && !usable) {
            problems.schema("Value must be a boolean or a JSONata expression", entry.at("Condition"));
        }
        Template template = entry.template("Condition", Sees.INPUT);
        return usable && template != null ? template : new Template.Constant(Document.ofValue(false));
    }

    private State await() {
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            problems.schema(
                    fields.has("Seconds")
                            ? "There should only be one of the following fields: [Seconds, Timestamp]"
                            : "There should be one of the following fields: [Seconds, Timestamp]",
                    fields.path());
        }
        return new State.Wait(
                name,
                next(),
                fields.wholeOrComputed("Seconds", 0, EngineLimits.LONGEST_SECONDS),
                fields.timestamp("Timestamp"),
                output(Sees.INPUT),
                fields.assign(Sees.INPUT));
    }

    private State parallel() {
        fields.require("Branches");
        List<StatesBlock> branches = new ArrayList<>();
        if (fields.raw("Branches") instanceof List<?> list && list.isEmpty()) {
            problems.schema("Value cannot be empty", fields.at("Branches"));
        }
        for (Fields entry : fields.entries("Branches")) {
            StatesBlock branch = reader.branch(entry, fields.scope());
            if (branch != null) {
                branches.add(branch);
            }
        }
        ErrorHandling handling = new ErrorHandling(fields);
        return new State.Parallel(
                name,
                next(),
                branches,
                fields.template("Arguments", Sees.INPUT),
                handling.retry(),
                handling.catchers(),
                output(Sees.RESULT),
                fields.assign(Sees.RESULT));
    }

    private @Nullable State map() {
        fields.require("ItemProcessor");
        StatesBlock processor = null;
        if (fields.raw("ItemProcessor") instanceof Map<?, ?> object) {
            processor = reader.processor(fields.inside(Fields.objectOf(object), "ItemProcessor"), fields.scope());
        } else if (fields.has("ItemProcessor")) {
            problems.schema("Expected value of type [OBJECT]", fields.at("ItemProcessor"));
        }
        Object items = fields.raw("Items");
        if (fields.has("Items") && !(items instanceof List<?>) && !Template.isExpression(items)) {
            problems.schema("Value must be an array or a JSONata expression", fields.at("Items"));
        }
        ErrorHandling handling = new ErrorHandling(fields);
        String next = next();
        State.Mapping map = new State.Mapping(
                name,
                next,
                processor == null ? new StatesBlock("", Map.of()) : processor,
                fields.template("Items", Sees.INPUT),
                fields.template("ItemSelector", Sees.INPUT),
                fields.wholeOrComputed("MaxConcurrency", 0, EngineLimits.LONGEST_SECONDS),
                handling.retry(),
                handling.catchers(),
                output(Sees.RESULT),
                fields.assign(Sees.RESULT));
        return processor == null ? null : map;
    }
}
