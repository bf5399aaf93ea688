package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Condition.equal;
import static dev.kintsugi.core.records.Condition.itemPresent;
import static dev.kintsugi.core.records.Operation.check;
import static dev.kintsugi.core.records.Operation.delete;
import static dev.kintsugi.core.records.Operation.insert;
import static dev.kintsugi.core.records.Operation.put;
import static dev.kintsugi.core.records.Operation.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A write said again is known again. */
public interface RepetitionContract extends RecordsUnderTest {
    @Test
    default void the_same_write_said_again_is_done_once() {
        assertDone(put(Item.at(key("counted")).with("number", 10).build()));
        Write insert = Write.of(insert(anItem()));
        Write count = Write.of(update(key("counted")).add("number", 1));
        Write both = Write.of(
                insert(Item.at(key("marker")).build()), update(key("counted")).add("number", 100));
        Write remove = Write.of(delete(key("gone")).when(itemPresent()));
        assertDone(put(Item.at(key("gone")).build()));

        for (int again = 0; again < 3; again++) {
            for (Write write : List.of(insert, count, both, remove)) {
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.done());
            }
        }

        assertThat(item("counted").number("number")).isEqualTo(111);
    }

    @Test
    default void the_same_write_said_again_after_another_wrote_is_done_once_where_it_counts_or_deletes() {
        Write count = Write.of(update(key("counted")).add("number", 1));
        Write remove = Write.of(delete(key("gone")).when(itemPresent()));
        assertDone(put(Item.at(key("gone")).build()));
        assertThat(records().settle(count)).isEqualTo(WriteAnswer.done());
        assertThat(records().settle(remove)).isEqualTo(WriteAnswer.done());
        assertDone(update(key("counted")).add("number", 10));
        assertDone(put(Item.at(key("gone")).with("again", true).build()));

        assertThat(records().settle(count)).isEqualTo(WriteAnswer.done());
        assertThat(records().settle(remove)).isEqualTo(WriteAnswer.done());

        assertThat(item("counted").number("number")).isEqualTo(11);
        assertThat(item("gone").flag("again")).isTrue();
    }

    @Test
    default void an_id_that_the_caller_derives_is_known_again_in_its_next_life() {
        WriteId id = WriteId.derivedFrom("execution-1", "Settle");
        assertThat(records().settle(Write.of(insert(anItem())).as(id))).isEqualTo(WriteAnswer.done());

        Operation later = insert(anItem().but().with("at", Instant.EPOCH).build());

        assertThat(records().settle(Write.of(later).as(id))).isEqualTo(WriteAnswer.done());
        assertThat(item("head")).isEqualTo(anItem());
        assertThat(records().settle(later)).isEqualTo(new WriteAnswer.Refused(0, Optional.of(anItem())));
    }

    @Test
    default void a_transaction_is_known_again_by_one_item_that_bears_its_id() {
        WriteId id = WriteId.derivedFrom("execution-1", "Begin");
        assertDone(put(Item.at(key("checked")).with("go", true).build()));
        Operation guard = check(key("checked"), equal("go", true));
        assertThat(records().settle(Write.of(guard, insert(anItem())).as(id))).isEqualTo(WriteAnswer.done());
        assertDone(update(key("checked")).set("go", false));

        Operation later = insert(anItem().but().with("at", Instant.EPOCH).build());

        assertThat(records().settle(Write.of(guard, later).as(id))).isEqualTo(WriteAnswer.done());
    }
}
