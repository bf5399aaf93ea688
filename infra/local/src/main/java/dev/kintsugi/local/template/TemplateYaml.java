package dev.kintsugi.local.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** CloudFormation's YAML: the short forms of its functions become the long ones. */
final class TemplateYaml {
    /** The functions that this template uses; another one is refused by name. */
    private static final List<String> FUNCTIONS = List.of("Sub", "GetAtt", "If", "Equals", "Not", "Join");

    private static final String SHORT_FORM = "!";

    private TemplateYaml() {}

    static @Nullable Object read(String yaml) {
        Map<Tag, ConstructNode> tags = new HashMap<>();
        tags.put(new Tag("!Ref"), TemplateYaml::value);
        for (String function : FUNCTIONS) {
            tags.put(new Tag(SHORT_FORM + function), TemplateYaml::value);
        }
        LoadSettings settings = LoadSettings.builder()
                .setTagConstructors(tags)
                .setAllowDuplicateKeys(false)
                .setLabel("the template")
                .build();
        try {
            return new Load(settings).loadFromString(yaml);
        } catch (YamlEngineException broken) {
            throw new TemplateException("the template cannot be read: " + broken.getMessage());
        }
    }

    /** A short form's value, in which other short forms may stand. */
    private static Object value(@Nullable Node node) {
        if (node == null) {
            throw new TemplateException("a short form without a value");
        }
        Object plain = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence ->
                sequence.getValue().stream().map(TemplateYaml::value).toList();
            case MappingNode mapping -> map(mapping);
            default -> throw new TemplateException("the short form " + node.getTag() + " cannot take this");
        };
        String tag = node.getTag().getValue();
        if (tag.equals("!Ref")) {
            return Map.of("Ref", plain);
        }
        return tag.startsWith(SHORT_FORM) ? Map.of("Fn::" + known(tag.substring(1)), plain) : plain;
    }

    private static String known(String function) {
        if (!FUNCTIONS.contains(function)) {
            throw new TemplateException("the function " + function + " is not known here");
        }
        return function;
    }

    private static Object scalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(scalar.getValue());
        }
        return scalar.getTag().equals(Tag.INT) ? (Object) Integer.valueOf(scalar.getValue()) : scalar.getValue();
    }

    private static Map<String, Object> map(MappingNode mapping) {
        Map<String, Object> fields = new LinkedHashMap<>();
        mapping.getValue()
                .forEach(pair -> fields.put(String.valueOf(value(pair.getKeyNode())), value(pair.getValueNode())));
        return fields;
    }
}
