package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Operation.delete;
import static dev.kintsugi.core.records.Operation.insert;
import static dev.kintsugi.core.records.Operation.put;
import static dev.kintsugi.core.records.Operation.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a write leaves behind. */
public interface WritingContract extends RecordsUnderTest {
    @Test
    default void what_is_put_is_found_with_every_kind_of_value_as_it_was() {
        Map<String, Value> nested = new HashMap<>();
        nested.put("src/Ünïcode \u0000.java", Value.of(List.of(Value.of("x"), Value.of(-3), Value.of(false))));
        nested.put("$bytes", Value.of(Map.of("$bytes", Value.of("not bytes"), "$$", Value.of(1))));
        Item item = Item.at(key("head"))
                .with("text", "grüße \uD83D\uDE00 \u0000 \n")
                .with("empty", "")
                .with("least", Long.MIN_VALUE)
                .with("most", Long.MAX_VALUE)
                .with("zero", 0)
                .with("flag", true)
                .with("bytes", new byte[] {0, -1, 127, -128})
                .with("noBytes", new byte[0])
                .with("moment", Instant.parse("2026-11-21T10:15:30.123Z"))
                .with("noList", List.of())
                .with("noMap", Map.of())
                .withTexts("texts", List.of("a", "", "a"))
                .with("nested", nested)
                .build();

        assertDone(put(item));

        assertThat(records().get(item.key())).contains(item);
        Item found = records().get(item.key()).orElseThrow();
        assertThat(found.text("text")).isEqualTo("grüße \uD83D\uDE00 \u0000 \n");
        assertThat(found.bytes("bytes")).containsExactly(0, -1, 127, -128);
        assertThat(found.moment("moment")).isEqualTo(Instant.parse("2026-11-21T10:15:30.123Z"));
        assertThat(found.texts("texts")).containsExactly("a", "", "a");
        assertThat(found.fields("nested").fields("$bytes").text("$bytes")).isEqualTo("not bytes");
    }

    @Test
    default void nothing_is_found_where_nothing_was_put() {
        assertThat(records().get(key("head"))).isEmpty();
    }

    @Test
    default void a_put_replaces_the_whole_item() {
        assertDone(put(Item.at(key("head")).with("old", 1).build()));
        assertDone(put(Item.at(key("head")).with("new", 2).build()));

        assertThat(item("head").attributes()).containsOnlyKeys("new");
    }

    @Test
    default void an_item_may_have_no_attribute_of_its_own() {
        assertDone(put(Item.at(key("marker")).build()));

        assertThat(item("marker").attributes()).isEmpty();
    }

    @Test
    default void a_write_leaves_its_id_on_every_item_it_wrote() {
        Write write = Write.of(
                put(Item.at(key("a")).with("n", 1).build()),
                update(key("b")).set("n", 2),
                insert(Item.at(key("c")).build()));

        assertThat(records().write(write)).isEqualTo(WriteAnswer.done());

        for (String sort : List.of("a", "b", "c")) {
            assertThat(item(sort).writtenBy()).as(sort).contains(write.id());
        }
    }

    @Test
    default void bytes_are_copied_on_the_way_in_and_on_the_way_out() {
        byte[] bytes = {1, 2, 3};
        Item item = Item.at(key("head")).with("bytes", bytes).build();
        bytes[0] = 9;
        assertDone(put(item));
        item("head").bytes("bytes")[1] = 9;
        bytes[2] = 9;

        assertThat(item("head").bytes("bytes")).containsExactly(1, 2, 3);
    }

    @Test
    default void tables_with_equal_keys_do_not_meet() {
        for (Table table : Table.values()) {
            assertDone(put(Item.at(new Key(table, partition(), "head"))
                    .with("table", table.logicalName())
                    .build()));
        }
        for (Table table : Table.values()) {
            Item found = records().get(new Key(table, partition(), "head")).orElseThrow();
            assertThat(found.text("table")).isEqualTo(table.logicalName());
        }
    }

    @Test
    default void what_has_expired_is_still_answered_until_it_vanishes() {
        Item session = Item.at(key("head"))
                .expiring(Instant.parse("2100-01-01T00:00:00Z"))
                .build();

        assertDone(put(session));

        assertThat(item("head").number(Item.EXPIRES_AT)).isEqualTo(4_102_444_800L);
    }

    @Test
    default void an_update_sets_removes_and_adds_and_leaves_the_rest() {
        assertDone(put(Item.at(key("head"))
                .with("status", "created")
                .with("lease", "w1")
                .with("version", 7)
                .with("cost", 100)
                .with("kept", "yes")
                .build()));

        assertDone(update(key("head"))
                .set("status", "executing")
                .set("list", Value.ofTexts(List.of("a")))
                .remove("lease")
                .remove("neverThere")
                .add("version", 1)
                .add("cost", -30)
                .add("cycles", 2));

        assertThat(item("head"))
                .isEqualTo(Item.at(key("head"))
                        .with("status", "executing")
                        .withTexts("list", List.of("a"))
                        .with("version", 8)
                        .with("cost", 70)
                        .with("cycles", 2)
                        .with("kept", "yes")
                        .build());
    }

    @Test
    default void an_update_begins_an_item_where_nothing_stands() {
        assertDone(update(key("a")).add("count", 5));
        assertDone(update(key("b")).remove("nothing"));
        assertDone(update(key("c")));

        assertThat(item("a").count("count")).isEqualTo(5);
        assertThat(item("b").attributes()).isEmpty();
        assertThat(item("c").attributes()).isEmpty();
    }

    @Test
    default void adding_to_what_is_no_number_is_a_bug_and_changes_nothing() {
        Item before = Item.at(key("head")).with("status", "created").build();
        assertDone(put(before));

        assertThatThrownBy(() -> records().write(Write.of(update(key("head")).add("status", 1))))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> records()
                        .write(Write.of(
                                put(Item.at(key("other")).build()),
                                update(key("head")).add("status", 1))))
                .isInstanceOf(UnreadableRecordException.class);

        assertThat(item("head")).isEqualTo(before);
        assertThat(records().get(key("other"))).isEmpty();
    }

    @Test
    default void a_delete_deletes_and_does_not_mind_when_nothing_is_there() {
        assertDone(put(Item.at(key("head")).build()));

        assertDone(delete(key("head")));
        assertDone(delete(key("head")));

        assertThat(records().get(key("head"))).isEmpty();
    }
}
