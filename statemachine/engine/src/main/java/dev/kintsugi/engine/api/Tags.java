package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine's tags, by key. */
record Tags(Map<String, String> byKey) {
    /** Tags of one machine. */
    static final int COUNT_MAX = 50;

    private static final int KEY_CHARACTERS_MAX = 128;
    private static final int VALUE_CHARACTERS_MAX = 256;
    /** Begins the keys of tags that only AWS gives. */
    private static final String SYSTEM_PREFIX = "aws:";

    Tags {
        if (byKey.size() > COUNT_MAX) {
            throw ApiException.ofService("TooManyTags", "Too many tags: a resource has at most " + COUNT_MAX);
        }
    }

    static Tags given(RequestFields in) {
        List<RequestFields> given = in.structures("tags");
        Map<String, String> byKey = new LinkedHashMap<>();
        for (RequestFields tag : given == null ? List.<RequestFields>of() : given) {
            String value = tag.optionalText("value", 0, VALUE_CHARACTERS_MAX);
            String key = tag.text("key", 1, KEY_CHARACTERS_MAX);
            if (key.startsWith(SYSTEM_PREFIX)) {
                throw ApiException.accessDenied("Caller is an end user and not allowed to mutate system tags");
            }
            byKey.put(key, value == null ? "" : value);
            in.include(tag);
        }
        return new Tags(byKey);
    }

    static Tags stored(ObjectNode json) {
        Map<String, String> byKey = new LinkedHashMap<>();
        json.properties().forEach(tag -> byKey.put(tag.getKey(), tag.getValue().asText()));
        return new Tags(byKey);
    }

    Tags and(Tags more) {
        Map<String, String> all = new LinkedHashMap<>(byKey);
        all.putAll(more.byKey);
        return new Tags(all);
    }

    Tags without(List<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(byKey);
        keys.forEach(rest::remove);
        return new Tags(rest);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        byKey.forEach(json::put);
        return json;
    }

    /** As ListTagsForResource shows them. */
    ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        byKey.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return list;
    }
}
