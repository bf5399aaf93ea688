package dev.kintsugi.core.plan.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table while it is read: TOML spreads one over several statements, and says which of them may add to which. */
final class TomlTable {
    /** What made a table decides who may add to it. */
    private enum Origin {
        /** A header on the way to a deeper one: its own header may still come. */
        PASSED,
        /** Its own header, or being the whole document. */
        HEADER,
        /** Dotted keys: only more dotted keys may add. */
        DOTS
    }

    /** A value that is whole, a table that may grow, or an array of such tables. */
    private sealed interface Held {}

    private record Whole(Node node) implements Held {}

    private record Growing(TomlTable table) implements Held {}

    private record Growings(Place at, List<TomlTable> tables) implements Held {}

    private record Slot(Place at, Held held) {}

    private final Place at;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private Origin origin;

    private TomlTable(Place at, Origin origin) {
        this.at = at;
        this.origin = origin;
    }

    /** The whole document, or one inline table: whole as soon as it is closed. */
    static TomlTable whole(Place at) {
        return new TomlTable(at, Origin.HEADER);
    }

    /** The table that {@code [path]} opens. */
    TomlTable opened(List<TomlKey> path) {
        TomlTable above = above(path);
        TomlKey last = path.getLast();
        Slot slot = above.slots.get(last.name());
        if (slot == null) {
            return above.added(last, new TomlTable(last.at(), Origin.HEADER));
        }
        if (slot.held() instanceof Growing(TomlTable table) && table.origin == Origin.PASSED) {
            table.origin = Origin.HEADER;
            return table;
        }
        throw TomlCursor.writtenTwice(last.at(), last.name(), slot.at());
    }

    /** The table that {@code [[path]]} appends. */
    TomlTable appended(List<TomlKey> path) {
        TomlTable above = above(path);
        TomlKey last = path.getLast();
        Slot slot = above.slots.computeIfAbsent(
                last.name(), name -> new Slot(last.at(), new Growings(last.at(), new ArrayList<>())));
        if (slot.held() instanceof Growings(Place ignored, List<TomlTable> tables)) {
            tables.add(new TomlTable(last.at(), Origin.HEADER));
            return tables.getLast();
        }
        throw TomlCursor.writtenTwice(last.at(), last.name(), slot.at());
    }

    /** {@code path = value} in this table. */
    void put(List<TomlKey> path, Node value) {
        TomlTable table = this;
        for (TomlKey key : path.subList(0, path.size() - 1)) {
            Slot slot = table.slots.get(key.name());
            if (slot == null) {
                table = table.added(key, new TomlTable(key.at(), Origin.DOTS));
            } else if (slot.held() instanceof Growing(TomlTable next) && next.origin == Origin.DOTS) {
                table = next;
            } else {
                throw TomlCursor.writtenTwice(key.at(), key.name(), slot.at());
            }
        }
        TomlKey last = path.getLast();
        Slot before = table.slots.putIfAbsent(last.name(), new Slot(last.at(), new Whole(value)));
        if (before != null) {
            throw TomlCursor.writtenTwice(last.at(), last.name(), before.at());
        }
    }

    private TomlTable above(List<TomlKey> path) {
        TomlTable table = this;
        for (TomlKey key : path.subList(0, path.size() - 1)) {
            table = table.passed(key, table.slots.get(key.name()));
        }
        return table;
    }

    private TomlTable passed(TomlKey key, @Nullable Slot slot) {
        return switch (slot == null ? null : slot.held()) {
            case null -> added(key, new TomlTable(key.at(), Origin.PASSED));
            case Growing(TomlTable table) -> table;
            case Growings(Place ignored, List<TomlTable> tables) -> tables.getLast();
            case Whole(Node node) -> throw TomlCursor.writtenTwice(key.at(), key.name(), node.at());
        };
    }

    private TomlTable added(TomlKey key, TomlTable table) {
        slots.put(key.name(), new Slot(key.at(), new Growing(table)));
        return table;
    }

    Node.Table node() {
        Map<String, Node.Entry> entries = LinkedHashMap.newLinkedHashMap(slots.size());
        slots.forEach((name, slot) -> entries.put(name, new Node.Entry(slot.at(), node(slot.held()))));
        return new Node.Table(at, entries);
    }

    private static Node node(Held held) {
        return switch (held) {
            case Whole(Node node) -> node;
            case Growing(TomlTable table) -> table.node();
            case Growings(Place at, List<TomlTable> tables) ->
                new Node.Sequence(at, tables.stream().<Node>map(TomlTable::node).toList());
        };
    }
}
