package dev.kintsugi.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in the template and what stands there, so that every complaint can say where. */
record Node(String path, @Nullable Object value) {
    /** What stands under a key; it must be there. */
    Node at(String key) {
        return find(key).orElseThrow(() -> new TemplateException(path + " lacks " + key));
    }

    Optional<Node> find(String key) {
        return value instanceof Map<?, ?> fields && fields.get(key) != null
                ? Optional.of(new Node(path + "." + key, fields.get(key)))
                : Optional.empty();
    }

    /** The keys of a map, in the order of the file. */
    List<String> keys() {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new TemplateException(path + " must be a map");
        }
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    List<Node> items() {
        if (!(value instanceof List<?> items)) {
            throw new TemplateException(path + " must be a list");
        }
        List<Node> nodes = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            nodes.add(new Node(path + "[" + place + "]", items.get(place)));
        }
        return nodes;
    }

    String text() {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new TemplateException(path + " must be a text");
    }

    int number() {
        if (value instanceof Integer number) {
            return number;
        }
        throw new TemplateException(path + " must be a whole number");
    }
}
