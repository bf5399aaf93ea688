package dev.kintsugi.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} as CloudFormation would, for a stack on this machine. */
final class References {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:.]+)}");

    /** What takes the place of a value that is not to be there. */
    private static final Map<String, Object> NO_VALUE = Map.of("Ref", "AWS::NoValue");

    private final Node root;
    private final Surroundings where;

    References(Node root, Surroundings where) {
        this.root = root;
        this.where = where;
    }

    /** The same value with every reference in it resolved. */
    @Nullable
    Object resolved(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> fields when fields.size() == 1 && fields.get("Ref") instanceof String name -> ref(name);
            case Map<?, ?> fields when fields.size() == 1 && fields.get("Fn::Sub") instanceof String text -> sub(text);
            case Map<?, ?> fields
            when fields.size() == 1 && fields.get("Fn::GetAtt") instanceof String name -> attribute(name);
            case Map<?, ?> fields
            when fields.size() == 1 && fields.get("Fn::If") instanceof List<?> branches && branches.size() == 3 ->
                resolved(branches.get(holds(String.valueOf(branches.getFirst())) ? 1 : 2));
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                fields.forEach((key, inner) -> {
                    if (!NO_VALUE.equals(chosen(inner))) {
                        all.put(String.valueOf(key), resolved(inner));
                    }
                });
                yield all;
            }
            case List<?> items ->
                items.stream()
                        .filter(item -> !NO_VALUE.equals(chosen(item)))
                        .<@Nullable Object>map(this::resolved)
                        .toList();
            case null, default -> value;
        };
    }

    /** What a condition leaves of a value, which may be nothing at all. */
    private @Nullable Object chosen(@Nullable Object value) {
        return value instanceof Map<?, ?> fields
                        && fields.size() == 1
                        && fields.get("Fn::If") instanceof List<?> branches
                        && branches.size() == 3
                ? chosen(branches.get(holds(String.valueOf(branches.getFirst())) ? 1 : 2))
                : value;
    }

    /** Whether a condition of the template holds, with every parameter at its default. */
    boolean holds(String condition) {
        Object test = root.find("Conditions")
                .flatMap(all -> all.find(condition))
                .orElseThrow(() -> new TemplateException("there is no condition \"" + condition + "\""))
                .value();
        return holds(condition, test);
    }

    private boolean holds(String condition, @Nullable Object test) {
        if (test instanceof Map<?, ?> function && function.size() == 1) {
            if (function.get("Fn::Equals") instanceof List<?> sides && sides.size() == 2) {
                return String.valueOf(resolved(sides.getFirst())).equals(String.valueOf(resolved(sides.getLast())));
            }
            if (function.get("Fn::Not") instanceof List<?> inner && inner.size() == 1) {
                return !holds(condition, inner.getFirst());
            }
        }
        throw new TemplateException("the condition \"" + condition + "\" is made of what is not known here");
    }

    Node resolved(Node node) {
        return new Node(node.path(), resolved(node.value()));
    }

    private String sub(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(substitute(found.group(1), found.group(2))));
    }

    private String substitute(String escape, String name) {
        if (!escape.isEmpty()) {
            return "${" + name + "}";
        }
        return name.contains(".") ? attribute(name) : ref(name);
    }

    private String ref(String name) {
        if (name.startsWith("AWS::")) {
            return where.pseudoParameter(name);
        }
        if (root.find("Parameters").flatMap(all -> all.find(name)).isPresent()) {
            return root.at("Parameters").at(name).at("Default").text();
        }
        return switch (typeOf(name)) {
            case ResourceTypes.MACHINE -> where.arn("states", "stateMachine:" + machineName(name));
            case ResourceTypes.QUEUE -> where.queueUrl(name);
            default -> name;
        };
    }

    private String attribute(String dotted) {
        int dot = dotted.indexOf('.');
        String name = dotted.substring(0, dot);
        if (!dotted.endsWith(".Arn")) {
            throw new TemplateException("the attribute " + dotted + " is not known here");
        }
        return switch (typeOf(name)) {
            case ResourceTypes.FUNCTION -> where.arn("lambda", "function:" + name);
            case ResourceTypes.MACHINE -> where.arn("states", "stateMachine:" + machineName(name));
            case ResourceTypes.QUEUE -> where.arn("sqs", name);
            default -> where.arn("local", name);
        };
    }

    private String machineName(String resource) {
        return resolved(root.at("Resources").at(resource).at("Properties").at("Name"))
                .text();
    }

    private String typeOf(String resource) {
        return root.at("Resources")
                .find(resource)
                .orElseThrow(() -> new TemplateException("there is no resource or parameter \"" + resource + "\""))
                .at("Type")
                .text();
    }
}
