package dev.kintsugi.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** CloudFormation's YAML: the short forms of its functions become the long ones. */
final class TemplateYaml {
    /** The functions that this template uses; another one is refused by name. */
    private static final List<String> FUNCTIONS = List.of("Sub", "GetAtt");

    private TemplateYaml() {}

    static @Nullable Object read(String yaml) {
        Map<Tag, ConstructNode> tags = new HashMap<>();
        tags.put(new Tag("!Ref"), node -> Map.of("Ref", text(node)));
        for (String function : FUNCTIONS) {
            tags.put(new Tag("!" + function), node -> Map.of("Fn::" + function, text(node)));
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

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new TemplateException("the short form " + node.getTag() + " takes a text here");
    }
}
