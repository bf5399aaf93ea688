package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Condition.present;
import static dev.kintsugi.core.records.Operation.delete;
import static dev.kintsugi.core.records.Operation.insert;
import static dev.kintsugi.core.records.Operation.put;
import static dev.kintsugi.core.records.Operation.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit, just below it, at it and just above it. */
public interface LimitContract extends RecordsUnderTest {
    @Test
    default void keys_may_be_as_long_as_their_limits() {
        Key longest = new Key(
                Table.JOBS,
                partition()
                        + "p"
                                .repeat(RecordLimits.PARTITION_KEY_BYTES
                                        - partition().length()),
                "s".repeat(RecordLimits.SORT_KEY_BYTES));
        Item item = Item.at(longest).with("n", 1).build();

        assertDone(put(item));

        assertThat(records().get(longest)).contains(item);
        assertThat(records().stream(Query.of(Table.JOBS, longest.partition(), longest.sort())))
                .containsExactly(item);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    default void an_item_is_as_large_as_its_limit_and_no_larger(int over) {
        Item item = itemOf(RecordLimits.ITEM_BYTES + over);

        for (Write write : List.of(
                Write.of(put(item)),
                Write.of(put(item), delete(key("other"))),
                Write.of(update(item.key()).set("bytes", Value.of(item.bytes("bytes")))))) {
            if (over > 0) {
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.itemTooLarge(item.key()));
                assertThat(records().get(item.key())).isEmpty();
            } else {
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.done());
                assertThat(records().get(item.key())).contains(item);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    default void an_item_does_not_grow_over_its_limit_bit_by_bit(int over) {
        Item item = itemOf(RecordLimits.ITEM_BYTES - 100);
        assertDone(put(item));
        String grown = "x".repeat(100 - "more".length() + over);

        for (Write write : List.of(
                Write.of(update(item.key()).set("more", grown)),
                Write.of(update(item.key()).set("more", grown), delete(key("other"))))) {
            if (over > 0) {
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.itemTooLarge(item.key()));
                assertThat(records().get(item.key())).contains(item);
            } else {
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.done());
            }
        }
    }

    @Test
    default void a_refused_update_is_refused_even_where_it_would_also_be_too_large() {
        Item item = itemOf(RecordLimits.ITEM_BYTES - 10);
        assertDone(put(item));

        Operation grow = update(item.key()).set("more", "x".repeat(100)).when(present("nothing"));

        assertThat(records().settle(grow)).isEqualTo(new WriteAnswer.Refused(0, Optional.of(item)));
        assertThat(records().settle(Write.of(grow, delete(key("other")))))
                .isEqualTo(new WriteAnswer.Refused(0, Optional.of(item)));
    }

    @Test
    default void a_write_has_up_to_a_hundred_operations() {
        List<Operation> hundred = IntStream.range(0, RecordLimits.WRITE_OPERATIONS)
                .<Operation>mapToObj(
                        at -> insert(Item.at(key("i%03d".formatted(at))).build()))
                .toList();

        assertThat(records().settle(Write.of(hundred))).isEqualTo(WriteAnswer.done());
        assertThat(sorts(query("i"))).hasSize(RecordLimits.WRITE_OPERATIONS);
    }

    @Test
    default void a_write_is_no_larger_than_four_megabytes() {
        List<Operation> elevenLarge = IntStream.range(0, 11)
                .<Operation>mapToObj(at -> put(itemOf(RecordLimits.ITEM_BYTES, "l" + (char) ('a' + at))))
                .toList();
        Write write = Write.of(elevenLarge);

        assertThat(records().settle(write)).isEqualTo(WriteAnswer.writeTooLarge(write));
        assertThat(sorts(query("l"))).isEmpty();
        assertThat(records().settle(Write.of(elevenLarge.subList(0, 10)))).isEqualTo(WriteAnswer.done());
    }
}
