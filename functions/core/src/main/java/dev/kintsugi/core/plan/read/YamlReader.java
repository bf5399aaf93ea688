package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.read.Node.ScalarType;
import dev.kintsugi.core.plan.read.Parsed.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** One YAML 1.2 document as a located tree, built from parser events on a stack of its own. */
final class YamlReader {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]{1,99}|[0-9]{1,99}(?:\\.[0-9]{0,99})?)(?:[eE][-+]?[0-9]{1,9})?"
                    + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Node> anchors = new HashMap<>();
    private Node.@Nullable Table root;
    private int aliases;
    private int documents;

    private YamlReader() {}

    /** @param text padded with empty lines so that its lines have the file's numbers */
    static Parsed read(String text) {
        YamlReader reader = new YamlReader();
        reader.consume(text);
        Node.Table table = reader.root == null ? new Node.Table(Place.WHOLE_FILE, new LinkedHashMap<>()) : reader.root;
        reader.dropUnfinishedValue(table);
        return new Parsed(table, reader.faults);
    }

    private void consume(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(true)
                .build();
        try {
            ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
            while (events.hasNext()) {
                accept(events.next());
            }
        } catch (Stop stop) {
            faults.add(stop.fault);
        } catch (MarkedYamlEngineException e) {
            faults.add(syntaxError(e));
        } catch (YamlEngineException e) {
            faults.add(Fault.syntax(Place.WHOLE_FILE, "is not valid YAML: " + oneLine(e), null));
        }
    }

    /** After a fault the value that was being read is not what anybody wrote. */
    private void dropUnfinishedValue(Node.Table table) {
        if (open.size() > 1 && table.entries() instanceof LinkedHashMap<String, Node.Entry> entries) {
            entries.pollLastEntry();
        }
    }

    private void accept(Event event) throws Stop {
        switch (event) {
            case DocumentStartEvent start -> {
                if (++documents > 1) {
                    throw new Stop(place(start), "expected one YAML document, found a second", null);
                }
            }
            case CollectionStartEvent start -> begin(start);
            case CollectionEndEvent end -> end();
            case AliasEvent alias -> add(shared(alias), place(alias));
            case ScalarEvent scalar -> scalar(scalar);
            default -> {}
        }
    }

    private void begin(CollectionStartEvent start) throws Stop {
        Place at = place(start);
        refuseTag(start.getTag(), at);
        if (open.size() >= PlanLimits.NESTING_LEVELS) {
            throw new Stop(at, "is nested more than " + PlanLimits.NESTING_LEVELS + " levels deep", null);
        }
        boolean table = start.getEventId() == Event.ID.MappingStart;
        if (root == null && !table) {
            throw new Stop(at, "expected keys with values, found a list", "write lines such as: title: Add a page");
        }
        if (!open.isEmpty() && open.peek().awaitsKey()) {
            throw new Stop(at, "expected a key, found a " + (table ? "table" : "list"), null);
        }
        Node node = table ? new Node.Table(at, new LinkedHashMap<>()) : new Node.Sequence(at, new ArrayList<>());
        add(node, at);
        open.push(new Open(node, anchor(start)));
    }

    private void end() {
        Open ended = open.pop();
        if (ended.anchor != null) {
            anchors.put(ended.anchor, ended.node);
        }
    }

    private void scalar(ScalarEvent event) throws Stop {
        Place at = place(event);
        if (!open.isEmpty() && open.peek().awaitsKey()) {
            key(event, at);
            return;
        }
        Node.Scalar scalar = typed(event, at);
        if (root == null && scalar.type() == ScalarType.NOTHING) {
            return;
        }
        String anchor = anchor(event);
        if (anchor != null) {
            anchors.put(anchor, scalar);
        }
        add(scalar, at);
    }

    private void key(ScalarEvent event, Place at) {
        Open table = open.element();
        String key = event.getValue();
        Node.Entry earlier = table.entries().get(key);
        if (earlier != null) {
            faults.add(new Fault(
                    at,
                    Code.DUPLICATE_KEY,
                    key,
                    "the key " + Shown.shortened(key) + " is written twice, first in line "
                            + earlier.at().line(),
                    "keep one of them"));
        }
        table.key = key;
        table.keyAt = at;
    }

    private Node.Scalar typed(ScalarEvent event, Place at) throws Stop {
        String text = event.getValue();
        boolean saysText = event.getTag().filter(TEXT_TAG::equals).isPresent();
        if (!saysText) {
            refuseTag(event.getTag(), at);
        }
        if (saysText || !event.isPlain()) {
            return new Node.Scalar(at, ScalarType.TEXT, text, false);
        }
        return new Node.Scalar(at, typeOf(text), text, true);
    }

    private static ScalarType typeOf(String text) {
        if (NOTHING.matcher(text).matches()) {
            return ScalarType.NOTHING;
        }
        if (FLAG.matcher(text).matches()) {
            return ScalarType.FLAG;
        }
        if (WHOLE.matcher(text).matches()) {
            return ScalarType.WHOLE;
        }
        if (DECIMAL.matcher(text).matches()) {
            return ScalarType.DECIMAL;
        }
        return DATE.matcher(text).matches() ? ScalarType.DATE : ScalarType.TEXT;
    }

    private void add(Node node, Place at) throws Stop {
        if (open.isEmpty()) {
            if (!(node instanceof Node.Table table)) {
                throw new Stop(
                        at,
                        "expected keys with values, found " + node.described(),
                        "write lines such as: title: Add a page");
            }
            root = table;
            return;
        }
        if (open.peek().awaitsKey()) {
            throw new Stop(at, "expected a key, found an alias", null);
        }
        open.element().add(node);
    }

    private Node shared(AliasEvent alias) throws Stop {
        Place at = place(alias);
        if (++aliases > PlanLimits.YAML_ALIASES) {
            throw new Stop(at, "has more than " + PlanLimits.YAML_ALIASES + " aliases", "write the values out");
        }
        Node node = anchors.get(alias.getAlias().getValue());
        if (node == null) {
            throw new Stop(
                    at,
                    "the alias *" + Shown.shortened(alias.getAlias().getValue()) + " names no finished anchor",
                    null);
        }
        return node;
    }

    private static void refuseTag(Optional<String> tag, Place at) throws Stop {
        if (tag.isPresent() && !tag.get().startsWith("tag:yaml.org,2002:")) {
            throw new Stop(
                    at, "the tag " + Shown.shortened(tag.get()) + " has no meaning in a plan", "leave the tag out");
        }
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(null);
    }

    private static Fault syntaxError(MarkedYamlEngineException e) {
        Place at = e.getProblemMark().map(YamlReader::place).orElse(Place.WHOLE_FILE);
        String problem = e.getProblem() == null ? oneLine(e) : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String hint = problem.contains("TAB") ? "YAML is indented with spaces, never with tabs" : null;
        return Fault.syntax(at, "is not valid YAML: " + Shown.shortened(context + problem, 300), hint);
    }

    private static String oneLine(YamlEngineException e) {
        return Shown.shortened(String.valueOf(e.getMessage()), 300);
    }

    private static Place place(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Place.WHOLE_FILE);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A table or list whose end has not come. */
    private static final class Open {
        private final Node node;
        private final @Nullable String anchor;
        private @Nullable String key;
        private Place keyAt = Place.WHOLE_FILE;

        Open(Node node, @Nullable String anchor) {
            this.node = node;
            this.anchor = anchor;
        }

        boolean awaitsKey() {
            return node instanceof Node.Table && key == null;
        }

        Map<String, Node.Entry> entries() {
            return node instanceof Node.Table table ? table.entries() : Map.of();
        }

        void add(Node child) {
            if (node instanceof Node.Sequence list) {
                list.items().add(child);
            } else if (key != null) {
                entries().putIfAbsent(key, new Node.Entry(keyAt, child));
                key = null;
            }
        }
    }

    /** Ends the reading at a fault after which nothing more can be understood. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        Stop(Place at, String message, @Nullable String hint) {
            super(message, null, false, false);
            this.fault = Fault.syntax(at, message, hint);
        }
    }
}
