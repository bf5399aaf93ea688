package dev.kintsugi.local.template;

import dev.kintsugi.core.queue.QueueLimits;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the template says, resolved for one place. */
public final class Template {
    /** What SQS does when nothing is said, in seconds. */
    private static final int USUAL_VISIBILITY_SECONDS = 30;

    private final Node root;
    private final References references;
    private final Surroundings where;

    private Template(Node root, Surroundings where) {
        this.root = root;
        this.where = where;
        this.references = new References(root, where);
    }

    public static Template read(String yaml, Surroundings where) {
        return new Template(new Node("the template", TemplateYaml.read(yaml)), where);
    }

    /** Every function, what all functions share laid under it. */
    public List<FunctionSettings> functions() {
        Node globals = root.at("Globals").at("Function");
        return ofType(ResourceTypes.FUNCTION)
                .map(name -> {
                    Node own = properties(name);
                    Map<String, String> environment = new LinkedHashMap<>(environment(references.resolved(globals)));
                    environment.putAll(environment(own));
                    return new FunctionSettings(
                            name,
                            where.arn("lambda", "function:" + name),
                            own.at("Handler").text(),
                            Duration.ofSeconds(own.find("Timeout")
                                    .orElseGet(() -> globals.at("Timeout"))
                                    .number()),
                            own.find("MemorySize")
                                    .orElseGet(() -> globals.at("MemorySize"))
                                    .number(),
                            environment);
                })
                .toList();
    }

    /**
     * Every machine.
     *
     * @param definitions the text that a {@code DefinitionUri} names
     */
    public List<MachineSettings> machines(UnaryOperator<String> definitions) {
        return ofType(ResourceTypes.MACHINE)
                .map(resource -> {
                    Node own = properties(resource);
                    String name = own.at("Name").text();
                    return new MachineSettings(
                            resource,
                            name,
                            where.arn("states", "stateMachine:" + name),
                            Substitutions.fill(
                                    definitions.apply(own.at("DefinitionUri").text()),
                                    own.at("DefinitionSubstitutions")));
                })
                .toList();
    }

    /** Every table's logical name. */
    public List<String> tables() {
        return ofType(ResourceTypes.TABLE).toList();
    }

    /** The one build project. */
    public String buildProject() {
        return ofType(ResourceTypes.BUILDS)
                .findFirst()
                .orElseThrow(() -> new TemplateException("the template has no " + ResourceTypes.BUILDS));
    }

    public List<QueueSettings> queues() {
        return ofType(ResourceTypes.QUEUE)
                .map(name -> {
                    Node own = properties(name);
                    QueueSettings settings = QueueSettings.of(new QueueName(name))
                            .keeping(own.find("MessageRetentionPeriod")
                                    .map(seconds -> Duration.ofSeconds(seconds.number()))
                                    .orElse(QueueLimits.RETENTION));
                    Optional<Node> redrive = own.find("RedrivePolicy");
                    return redrive.map(policy -> settings.withDeadLetters(
                                    queueOf(policy.at("deadLetterTargetArn").text()),
                                    policy.at("maxReceiveCount").number()))
                            .orElse(settings);
                })
                .toList();
    }

    /**
     * Every route of the API, as its document has them.
     *
     * @param documents the text that an included {@code Location} names
     */
    public List<Route> routes(UnaryOperator<String> documents) {
        return ofType(ResourceTypes.API)
                .map(api ->
                        document(root.at("Resources").at(api).at("Properties").at("DefinitionBody"), documents))
                .flatMap(document -> document.routes().stream())
                .toList();
    }

    /** It is included, or stands in the template itself once that is packaged. */
    private static ApiDocument document(Node body, UnaryOperator<String> documents) {
        return body.find("Fn::Transform")
                .map(include -> include.at("Parameters").at("Location").text())
                .map(location -> ApiDocument.read(location, documents.apply(location)))
                .orElseGet(() -> new ApiDocument(body));
    }

    public List<EventSource> eventSources() {
        return events("SQS")
                .map(event -> {
                    QueueName queue = queueOf(event.own().at("Queue").text());
                    return new EventSource(
                            queue,
                            Duration.ofSeconds(properties(queue.text())
                                    .find("VisibilityTimeout")
                                    .map(Node::number)
                                    .orElse(USUAL_VISIBILITY_SECONDS)),
                            event.own().find("BatchSize").map(Node::number).orElse(QueueLimits.RECEIVED_MESSAGES),
                            event.function());
                })
                .toList();
    }

    public List<Timer> timers() {
        return events("Schedule")
                .map(event ->
                        Timer.of(event.function(), event.own().at("Schedule").text()))
                .toList();
    }

    public List<Rule> rules() {
        return ofType(ResourceTypes.RULE)
                .map(name -> {
                    Node own = properties(name);
                    List<QueueName> queues = own.at("Targets").items().stream()
                            .map(target -> queueOf(target.at("Arn").text()))
                            .toList();
                    return new Rule(name, fields(own.at("EventPattern")), queues);
                })
                .toList();
    }

    private static QueueName queueOf(String arn) {
        return new QueueName(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private record Event(String function, Node own) {}

    private Stream<Event> events(String type) {
        return ofType(ResourceTypes.FUNCTION).flatMap(function -> {
            Optional<Node> events = properties(function).find("Events");
            return events.stream()
                    .flatMap(all -> all.keys().stream().map(all::at))
                    .filter(event -> event.at("Type").text().equals(type))
                    .map(event -> new Event(function, event.at("Properties")));
        });
    }

    private Stream<String> ofType(String type) {
        Node resources = root.at("Resources");
        List<String> names = new ArrayList<>(resources.keys());
        names.removeIf(name -> !resources.at(name).at("Type").text().equals(type));
        return names.stream();
    }

    private Node properties(String resource) {
        return references.resolved(root.at("Resources").at(resource).at("Properties"));
    }

    private static Map<String, String> environment(Node function) {
        Map<String, String> all = new LinkedHashMap<>();
        function.find("Environment").map(node -> node.at("Variables")).ifPresent(variables -> {
            for (String name : variables.keys()) {
                all.put(name, variables.at(name).text());
            }
        });
        return all;
    }

    private static Map<String, Object> fields(Node node) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String key : node.keys()) {
            Object value = node.at(key).value();
            all.put(key, value == null ? "" : value);
        }
        return all;
    }
}
