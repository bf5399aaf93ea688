package dev.kintsugi.core.records;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reading what was stored, by name and kind. {@code text("status")} must be there and be text, else the record is not
 * what this program wrote and the error says where; {@code findText("lease")} may be absent.
 */
public interface Attributes {
    Optional<Value> find(String name);

    /** Where these attributes stand, for error messages. */
    String whereabouts();

    default boolean has(String name) {
        return find(name).isPresent();
    }

    default String text(String name) {
        return required(name, findText(name), "text");
    }

    default Optional<String> findText(String name) {
        return find(name).map(value -> as(Value.Text.class, name, value, "text").text());
    }

    default long number(String name) {
        return required(name, findNumber(name), "a number");
    }

    default Optional<Long> findNumber(String name) {
        return find(name)
                .map(value -> as(Value.Whole.class, name, value, "a number").number());
    }

    /** The number, or 0 where none was stored yet: what adding to it starts from. */
    default long count(String name) {
        return findNumber(name).orElse(0L);
    }

    default boolean flag(String name) {
        return required(name, findFlag(name), "a flag");
    }

    default Optional<Boolean> findFlag(String name) {
        return find(name)
                .map(value -> as(Value.Flag.class, name, value, "a flag").flag());
    }

    default byte[] bytes(String name) {
        return required(name, findBytes(name), "bytes");
    }

    default Optional<byte[]> findBytes(String name) {
        return find(name)
                .map(value -> as(Value.Bytes.class, name, value, "bytes").bytes());
    }

    default Instant moment(String name) {
        return required(name, findMoment(name), "a moment");
    }

    default Optional<Instant> findMoment(String name) {
        return findNumber(name).map(Instant::ofEpochMilli);
    }

    default List<Value> list(String name) {
        return required(name, findList(name), "a list");
    }

    default Optional<List<Value>> findList(String name) {
        return find(name)
                .map(value -> as(Value.Sequence.class, name, value, "a list").values());
    }

    default List<String> texts(String name) {
        return list(name).stream()
                .map(value -> as(Value.Text.class, name, value, "text").text())
                .toList();
    }

    default Value.Fields fields(String name) {
        return required(name, findFields(name), "a map");
    }

    default Optional<Value.Fields> findFields(String name) {
        return find(name).map(value -> as(Value.Fields.class, name, value, "a map"));
    }

    private <T> T required(String name, Optional<T> found, String expected) {
        return found.orElseThrow(() -> UnreadableRecordException.missing(whereabouts(), name, expected));
    }

    private <T extends Value> T as(Class<T> kind, String name, Value value, String expected) {
        if (!kind.isInstance(value)) {
            throw UnreadableRecordException.otherKind(whereabouts(), name, expected, value.kind());
        }
        return kind.cast(value);
    }
}
