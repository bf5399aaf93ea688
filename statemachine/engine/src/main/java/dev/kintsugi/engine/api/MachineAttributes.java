package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * What a machine carries beside definition and role: kept and shown again, without an effect here. As on AWS two requests
 * to create a machine are the same when all of it but the tags is.
 */
final class MachineAttributes {
    private static final List<String> LEVELS = List.of("ALL", "ERROR", "FATAL", "OFF");
    private static final String LOGGING = "loggingConfiguration";
    private static final String TRACING = "tracingConfiguration";
    private static final String ENCRYPTION = "encryptionConfiguration";
    private static final String OWN_KEY = "AWS_OWNED_KEY";
    private static final String TAGS = "tags";

    private final ObjectNode json;

    private MachineAttributes(ObjectNode json) {
        this.json = json;
    }

    static MachineAttributes stored(String attributes) {
        ObjectNode json = attributes.isBlank() ? Json.object() : Json.readOwn(attributes);
        ObjectNode whole = defaults();
        whole.setAll(json);
        return new MachineAttributes(whole);
    }

    /** A machine's attributes as a request gives them. */
    static MachineAttributes given(RequestFields in) {
        MachineAttributes attributes = new MachineAttributes(defaults());
        attributes.change(in);
        attributes.json.set(TAGS, Tags.given(in).json());
        return attributes;
    }

    private static ObjectNode defaults() {
        ObjectNode json = Json.object();
        json.putObject(LOGGING).put("level", "OFF").put("includeExecutionData", false);
        json.putObject(TRACING).put("enabled", false);
        json.putObject(TAGS);
        return json;
    }

    /** Takes over what a request gives, and says whether it gave anything. */
    boolean change(RequestFields in) {
        RequestFields logging = in.structure(LOGGING);
        if (logging != null) {
            json.set(LOGGING, logging(in, logging));
        }
        RequestFields tracing = in.structure(TRACING);
        if (tracing != null) {
            json.putObject(TRACING).put("enabled", tracing.flag("enabled", false));
        }
        RequestFields encryption = in.structure(ENCRYPTION);
        if (encryption != null && !OWN_KEY.equals(encryption.text("type", 0, Integer.MAX_VALUE))) {
            throw ApiException.ofService(
                    "InvalidEncryptionConfiguration",
                    "Invalid Encryption Configuration: this engine has no keys of yours");
        }
        return logging != null || tracing != null || encryption != null;
    }

    private static ObjectNode logging(RequestFields in, RequestFields given) {
        String level = given.optionalOneOf("level", LEVELS);
        boolean data = given.flag("includeExecutionData", false);
        List<RequestFields> destinations = Objects.requireNonNullElse(given.structures("destinations"), List.of());
        in.include(given);
        int count = destinations.size();
        boolean logs = level != null && !level.equals("OFF");
        if (count > 1 || (logs && count == 0)) {
            throw ApiException.ofService(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        ObjectNode logging = Json.object();
        logging.put("level", level == null ? "OFF" : level).put("includeExecutionData", data);
        if (count == 1) {
            RequestFields group = destinations.getFirst().structure("cloudWatchLogsLogGroup");
            String arn = group == null ? null : group.optionalText("logGroupArn", 1, Arns.CHARACTERS_MAX);
            logging.putArray("destinations")
                    .addObject()
                    .putObject("cloudWatchLogsLogGroup")
                    .put("logGroupArn", arn);
        }
        return logging;
    }

    boolean isSameApartFromTags(MachineAttributes other) {
        ObjectNode mine = json.deepCopy();
        ObjectNode theirs = other.json.deepCopy();
        mine.remove(TAGS);
        theirs.remove(TAGS);
        return mine.equals(theirs);
    }

    Tags tags() {
        JsonNode tags = json.get(TAGS);
        return Tags.stored((ObjectNode) tags);
    }

    MachineAttributes with(Tags tags) {
        ObjectNode changed = json.deepCopy();
        changed.set(TAGS, tags.json());
        return new MachineAttributes(changed);
    }

    void show(ObjectNode in) {
        in.set(LOGGING, json.get(LOGGING));
        in.set(TRACING, json.get(TRACING));
        in.putObject(ENCRYPTION).put("type", OWN_KEY);
    }

    String text() {
        return Json.text(json);
    }
}
