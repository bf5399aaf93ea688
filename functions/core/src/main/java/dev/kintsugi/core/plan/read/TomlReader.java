package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.read.Node.ScalarType;
import dev.kintsugi.core.plan.read.Parsed.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One TOML 1.0 document as a located tree. */
final class TomlReader {
    private static final Pattern TWICE =
            Pattern.compile("(.{1,200}) previously defined at line (\\d{1,9}).*", Pattern.DOTALL);

    private final List<Fault> faults = new ArrayList<>();

    private TomlReader() {}

    /** @param text padded with empty lines so that its lines have the file's numbers */
    static Parsed read(String text) {
        Fault tooLong = tooLong(text);
        if (tooLong != null) {
            return new Parsed(new Node.Table(Place.WHOLE_FILE, new LinkedHashMap<>()), List.of(tooLong));
        }
        TomlReader reader = new TomlReader();
        TomlParseResult result = Toml.parse(text);
        result.errors().stream()
                .limit(PlanLimits.SYNTAX_ERRORS_PER_FILE)
                .map(TomlReader::fault)
                .forEach(reader.faults::add);
        return new Parsed(reader.table(result, Place.line(1), 0), reader.faults);
    }

    private static @Nullable Fault tooLong(String text) {
        long work = 0;
        int longest = 0;
        int longestLine = 1;
        int line = 1;
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            long length = (long) end - start;
            work += length * length;
            if (length > longest) {
                longest = (int) length;
                longestLine = line;
            }
            line++;
            start = end + 1;
        }
        return work <= PlanLimits.TOML_LINE_WORK
                ? null
                : Fault.syntax(
                        Place.line(longestLine),
                        "is a line of " + longest
                                + " characters: TOML lines are too long together to be read in bounded time",
                        "break long lists into lines");
    }

    /** The library itself refuses more than 128 levels, so this recursion is shallow whatever the text. */
    private Node node(@Nullable Object value, Place at, int depth) {
        return switch (value) {
            case null -> new Node.Scalar(at, ScalarType.NOTHING, "", false);
            case String text -> new Node.Scalar(at, ScalarType.TEXT, text, false);
            case Long whole -> new Node.Scalar(at, ScalarType.WHOLE, whole.toString(), false);
            case Double decimal -> new Node.Scalar(at, ScalarType.DECIMAL, written(decimal), false);
            case Boolean flag -> new Node.Scalar(at, ScalarType.FLAG, flag.toString(), false);
            case TomlArray list -> list(list, at, depth + 1);
            case TomlTable table -> table(table, at, depth + 1);
            default -> new Node.Scalar(at, ScalarType.DATE, value.toString(), false);
        };
    }

    private Node.Table table(TomlTable table, Place at, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        if (isTooDeep(at, depth)) {
            return new Node.Table(at, entries);
        }
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            Place place = place(table.inputPositionOf(List.of(entry.getKey())), at);
            entries.put(entry.getKey(), new Node.Entry(place, node(entry.getValue(), place, depth)));
        }
        return new Node.Table(at, entries);
    }

    private Node.Sequence list(TomlArray list, Place at, int depth) {
        List<Node> items = new ArrayList<>();
        if (isTooDeep(at, depth)) {
            return new Node.Sequence(at, items);
        }
        for (int i = 0; i < list.size(); i++) {
            items.add(node(list.get(i), place(list.inputPositionOf(i), at), depth));
        }
        return new Node.Sequence(at, items);
    }

    private boolean isTooDeep(Place at, int depth) {
        if (depth <= PlanLimits.NESTING_LEVELS) {
            return false;
        }
        faults.add(Fault.syntax(at, "is nested more than " + PlanLimits.NESTING_LEVELS + " levels deep", null));
        return true;
    }

    private static String written(Double decimal) {
        return Double.isFinite(decimal) ? BigDecimal.valueOf(decimal).toPlainString() : decimal.toString();
    }

    private static Fault fault(TomlParseError error) {
        Place at = place(error.position(), Place.WHOLE_FILE);
        String message = String.valueOf(error.getMessage());
        Matcher twice = TWICE.matcher(message);
        if (twice.matches()) {
            String key = twice.group(1);
            return new Fault(
                    at,
                    Code.DUPLICATE_KEY,
                    key,
                    "the key " + Shown.shortened(key) + " is written twice, first in line " + twice.group(2),
                    "keep one of them");
        }
        return Fault.syntax(at, "is not valid TOML: " + Shown.shortened(withoutPlace(message), 300), null);
    }

    /** The place stands before the message already. */
    private static String withoutPlace(String message) {
        int place = message.lastIndexOf(" (line ");
        return place < 0 ? message : message.substring(0, place);
    }

    private static Place place(@Nullable TomlPosition position, Place otherwise) {
        return position == null ? otherwise : new Place(position.line(), position.column());
    }
}
