package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.read.Parsed.Fault;
import dev.kintsugi.core.plan.read.TomlCursor.Broken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TOML 1.0 document as a located tree, in one pass that only moves forward: time is linear in the text, and the
 * stack is bounded by {@link PlanLimits#NESTING_LEVELS}. After a syntax error it goes on at the next line.
 *
 * <pre>
 * document  = { [ header | pair ] [ comment ] line-end }
 * header    = "[" key "]" | "[[" key "]]"
 * pair      = key "=" value
 * key       = part { "." part }         part  = bare | "..." | '...'
 * value     = string | scalar | array | inline
 * array     = "[" { value "," } [ value ] "]"        over several lines, with comments
 * inline    = "{" [ pair { "," pair } ] "}"          within one line
 * </pre>
 */
final class TomlReader {
    private final TomlCursor in;
    private final TomlString strings;
    private final TomlScalar scalars;
    private final TomlTable document = TomlTable.whole(Place.line(1));
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable TomlTable current = document;

    private TomlReader(String text) {
        in = new TomlCursor(text);
        strings = new TomlString(in);
        scalars = new TomlScalar(in);
    }

    /** @param text padded with empty lines so that its lines have the file's numbers */
    static Parsed read(String text) {
        TomlReader reader = new TomlReader(text);
        reader.statements();
        return new Parsed(reader.document.node(), reader.faults);
    }

    private void statements() {
        while (faults.size() < PlanLimits.SYNTAX_ERRORS_PER_FILE) {
            try {
                in.skipVoid();
                if (in.isAtEnd()) {
                    return;
                }
                statement();
                in.endLine();
            } catch (Broken broken) {
                faults.add(broken.fault());
                in.skipLine();
            }
        }
    }

    private void statement() {
        if (in.peek() == '[') {
            // Until the header is understood, what stands below it belongs nowhere.
            current = null;
            current = header();
            return;
        }
        List<TomlKey> key = key();
        if (!in.takeIf('=')) {
            throw in.broken("expected = behind the key, found " + in.found());
        }
        in.skipBlanks();
        Node value = value(0);
        if (current != null) {
            current.put(key, value);
        }
    }

    private TomlTable header() {
        boolean appends = in.takeIf("[[");
        if (!appends) {
            in.take();
        }
        List<TomlKey> path = key();
        if (!in.takeIf(appends ? "]]" : "]")) {
            throw in.broken("expected " + (appends ? "]]" : "]") + " behind the table's name, found " + in.found());
        }
        return appends ? document.appended(path) : document.opened(path);
    }

    private List<TomlKey> key() {
        List<TomlKey> parts = new ArrayList<>();
        do {
            in.skipBlanks();
            if (parts.size() == PlanLimits.NESTING_LEVELS) {
                throw tooDeep();
            }
            parts.add(part());
            in.skipBlanks();
        } while (in.takeIf('.'));
        return parts;
    }

    private TomlKey part() {
        Place at = in.place();
        if (in.peek() == '"' || in.peek() == '\'') {
            if (in.sees("\"\"\"") || in.sees("'''")) {
                throw in.broken("a key cannot be a text of several lines");
            }
            return new TomlKey(at, strings.read());
        }
        StringBuilder name = new StringBuilder();
        while (isBare(in.peek())) {
            name.append(in.take());
        }
        if (name.isEmpty()) {
            throw in.broken("expected a key, found " + in.found());
        }
        return new TomlKey(at, name.toString());
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private Node value(int depth) {
        Place at = in.place();
        return switch (in.peek()) {
            case '"', '\'' -> new Node.Scalar(at, Node.ScalarType.TEXT, strings.read(), false);
            case '[' -> array(at, deeper(depth));
            case '{' -> inline(at, deeper(depth));
            default -> scalars.read();
        };
    }

    private Node.Sequence array(Place at, int depth) {
        List<Node> items = new ArrayList<>();
        in.take();
        in.skipVoid();
        while (!in.takeIf(']')) {
            if (in.isAtEnd()) {
                throw TomlCursor.brokenAt(at, "the list is never closed");
            }
            items.add(value(depth));
            in.skipVoid();
            if (!in.takeIf(',') && in.peek() != ']') {
                throw in.broken("expected , or ] in the list, found " + in.found());
            }
            in.skipVoid();
        }
        return new Node.Sequence(at, items);
    }

    private Node.Table inline(Place at, int depth) {
        TomlTable table = TomlTable.whole(at);
        in.take();
        in.skipBlanks();
        if (in.takeIf('}')) {
            return table.node();
        }
        do {
            List<TomlKey> key = key();
            if (!in.takeIf('=')) {
                throw in.broken("expected = behind the key, found " + in.found());
            }
            in.skipBlanks();
            table.put(key, value(depth));
            in.skipBlanks();
        } while (in.takeIf(','));
        if (!in.takeIf('}')) {
            throw in.broken("expected , or } in the table, found " + in.found());
        }
        return table.node();
    }

    private int deeper(int depth) {
        if (depth == PlanLimits.NESTING_LEVELS) {
            throw tooDeep();
        }
        return depth + 1;
    }

    private Broken tooDeep() {
        return in.broken("it is nested more than " + PlanLimits.NESTING_LEVELS + " levels deep");
    }
}
