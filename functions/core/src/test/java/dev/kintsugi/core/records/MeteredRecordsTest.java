package dev.kintsugi.core.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls cost. DynamoDbUnitsTest holds the same figures against DynamoDB's own. */
class MeteredRecordsTest {
    private static final Key KEY = new Key(Table.JOBS, "p", "head");

    private final InMemoryRecords memory = new InMemoryRecords();
    private final MeteredRecords records = new MeteredRecords(memory);

    @ParameterizedTest
    @CsvSource({"1023, 1, 1", "1024, 1, 1", "1025, 2, 1", "4096, 4, 1", "4097, 5, 2", "8192, 8, 2", "8193, 9, 3"})
    void a_write_costs_by_the_kilobyte_and_a_read_by_four(int bytes, long written, long read) {
        records.settle(Operation.put(itemOf(bytes)));
        assertThat(records.units()).isEqualTo(new Units(1, 0, written));

        records.get(KEY);
        records.query(Query.of(Table.JOBS, "p"));

        assertThat(records.units()).isEqualTo(new Units(3, 2 * read, written));
    }

    @Test
    void reading_nothing_costs_a_unit_too() {
        records.get(KEY);
        records.query(Query.of(Table.JOBS, "nobody"));

        assertThat(records.units()).isEqualTo(new Units(2, 2, 0));
    }

    @Test
    void a_write_costs_by_the_larger_of_before_and_after() {
        records.settle(Operation.put(itemOf(5_000)));
        Units before = records.units();

        records.settle(Operation.put(itemOf(100)));
        assertThat(records.units().minus(before)).isEqualTo(new Units(1, 0, 5));
    }

    @Test
    void a_transaction_costs_twice_and_a_check_in_it_as_a_read() {
        memory.settle(Operation.put(itemOf(3_000)));

        records.settle(
                Operation.check(KEY, Condition.itemPresent()),
                Operation.insert(Item.at(new Key(Table.JOBS, "p", "marker")).build()));

        assertThat(records.units()).isEqualTo(new Units(1, 2, 2));
    }

    @Test
    void a_deletion_on_a_condition_is_a_transaction_and_a_plain_one_is_not() {
        records.settle(Operation.delete(KEY));
        assertThat(records.units()).isEqualTo(new Units(1, 0, 1));

        records.settle(Operation.delete(KEY).when(Condition.itemPresent()));
        assertThat(records.units()).isEqualTo(new Units(2, 0, 3));
    }

    @Test
    void a_refused_write_is_paid_and_one_that_was_never_sent_is_not() {
        memory.settle(Operation.put(itemOf(2_500)));

        records.settle(Operation.insert(itemOf(100)));
        assertThat(records.units()).isEqualTo(new Units(1, 0, 3));

        records.settle(Operation.put(itemOf(RecordLimits.ITEM_BYTES + 1)));
        assertThat(records.units()).isEqualTo(new Units(1, 0, 3));
    }

    private static Item itemOf(int bytes) {
        Item empty = Item.at(KEY).with("bytes", new byte[0]).build();
        int rest = bytes - ItemSize.of(empty.writtenBy(WriteId.random()));
        return Item.at(KEY).with("bytes", new byte[Math.max(0, rest)]).build();
    }
}
