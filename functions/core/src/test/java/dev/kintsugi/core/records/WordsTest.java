package dev.kintsugi.core.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said to the records at all, and what a wrong word is told. */
class WordsTest {
    private static final Key KEY = new Key(Table.JOBS, "p", "head");

    @Test
    void keys_are_printable_ascii_of_bounded_length() {
        String longest = "p".repeat(RecordLimits.PARTITION_KEY_BYTES);
        assertThatCode(() -> new Key(Table.JOBS, longest, "s")).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Key(Table.JOBS, longest + "p", "s"))
                .hasMessage("A partition key has 1 to 2048 characters, this one has 2049.");
        assertThatThrownBy(() -> new Key(Table.JOBS, "p", "")).hasMessageContaining("sort key has 1 to 1024");
        assertThatThrownBy(() -> new Key(Table.JOBS, "p", "t\u00e4sk")).hasMessageContaining("U+00E4 at character 2");
        assertThatThrownBy(() -> new Key(Table.JOBS, "p", "a\n")).hasMessageContaining("U+000A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void half_a_character_is_refused_before_it_is_lost(String text) {
        assertThatThrownBy(() -> Value.of(text)).hasMessageContaining("half a character");
        assertThatThrownBy(() -> Value.of(Map.of(text, Value.of(1)))).hasMessageContaining("half a character");
    }

    @Test
    void the_stores_own_attributes_are_not_written() {
        for (String name : List.of("pk", "sk", "writeId")) {
            assertThatThrownBy(() -> Item.at(KEY).with(name, "x").build()).hasMessageContaining("belongs to the store");
            assertThatThrownBy(() -> Operation.update(KEY).add(name, 1)).hasMessageContaining("belongs to the store");
        }
    }

    @Test
    void lists_nest_as_deep_as_the_store_can_hold() {
        Value deepest = Value.of("x");
        for (int level = 0; level < RecordLimits.NESTING_LEVELS; level++) {
            deepest = Value.of(List.of(deepest));
        }
        Value taken = deepest;
        assertThatCode(() -> Item.at(KEY).with("a", taken).build()).doesNotThrowAnyException();
        assertThatThrownBy(() -> Item.at(KEY).with("a", List.of(taken)).build())
                .hasMessageContaining("nests 33 levels deep; at most 32");
    }

    @Test
    void what_is_read_as_what_it_is_not_names_the_record_and_both_kinds() {
        Item item = Item.at(KEY).with("status", "created").with("n", 1).build();

        assertThatThrownBy(() -> item.number("status"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("Jobs p/head: attribute \"status\" is text; expected a number.");
        assertThatThrownBy(() -> item.text("nothing"))
                .hasMessage("Jobs p/head has no attribute \"nothing\"; expected text.");
        assertThatThrownBy(() -> item.flag("n")).hasMessageContaining("is a number; expected a flag");
        assertThat(item.findText("nothing")).isEmpty();
        assertThat(item.count("nothing")).isZero();
        assertThat(item.has("n")).isTrue();
    }

    @Test
    void a_write_has_1_to_100_operations_on_items_of_their_own() {
        List<Operation> tooMany = IntStream.rangeClosed(0, RecordLimits.WRITE_OPERATIONS)
                .<Operation>mapToObj(number -> Operation.delete(new Key(Table.JOBS, "p", "i" + number)))
                .toList();
        assertThatThrownBy(() -> Write.of(tooMany)).hasMessage("A write has 1 to 100 operations, this one 101.");
        assertThatThrownBy(() -> Write.of(List.of())).hasMessageContaining("this one 0");
        assertThatThrownBy(() -> Write.of(Operation.delete(KEY), Operation.update(KEY)))
                .hasMessage("A write names each item once, this one names Jobs p/head twice.");
    }

    @Test
    void an_update_changes_an_attribute_once_and_not_too_many() {
        assertThatThrownBy(() -> Operation.update(KEY).set("a", 1).add("a", 1)).hasMessageContaining("twice");
        Operation.Update update = Operation.update(KEY);
        for (int number = 0; number < RecordLimits.UPDATE_CHANGES; number++) {
            update = update.set("a" + number, number);
        }
        Operation.Update full = update;
        assertThatThrownBy(() -> full.remove("more")).hasMessageContaining("changes 51 attributes; at most 50");
    }

    @Test
    void conditions_have_limits() {
        List<Value> values = IntStream.range(0, RecordLimits.ONE_OF_VALUES + 1)
                .mapToObj(Value::of)
                .toList();
        assertThatCode(() -> Condition.oneOf("a", values.subList(1, values.size())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Condition.oneOf("a", values)).hasMessageContaining("1 to 50 values");
        Condition[] many = new Condition[RecordLimits.CONDITIONS + 1];
        java.util.Arrays.fill(many, Condition.itemPresent());
        assertThatThrownBy(() -> Operation.delete(KEY).when(many)).hasMessageContaining("at most 10");
    }

    @Test
    void a_query_goes_on_inside_its_prefix_and_asks_for_a_bounded_page() {
        Query query = Query.of(Table.JOBS, "p", "task#");
        assertThatThrownBy(() -> query.after("edge#1")).hasMessageContaining("inside its prefix");
        assertThatThrownBy(() -> query.atMost(0)).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> query.atMost(1_001)).hasMessageContaining("1 to 1000");
    }

    @Test
    void ids_are_the_same_for_the_same_facts_only() {
        assertThat(WriteId.derivedFrom("a", "b")).isEqualTo(WriteId.derivedFrom("a", "b"));
        assertThat(WriteId.derivedFrom("a", "b")).isNotEqualTo(WriteId.derivedFrom("ab"));
        assertThat(WriteId.random()).isNotEqualTo(WriteId.random());
        assertThat(WriteId.random().text()).hasSize(22);
    }
}
