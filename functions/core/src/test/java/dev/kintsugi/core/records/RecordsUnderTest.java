package dev.kintsugi.core.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What the parts of the contract share: the records, a partition of each test's own, and short words for both. */
public interface RecordsUnderTest {
    Records records();

    String partition();

    default Key key(String sort) {
        return new Key(Table.JOBS, partition(), sort);
    }

    default Item item(String sort) {
        return records().get(key(sort)).orElseThrow();
    }

    default Query query(String prefix) {
        return Query.of(Table.JOBS, partition(), prefix);
    }

    default List<String> sorts(Query query) {
        return records().stream(query).map(item -> item.key().sort()).toList();
    }

    default void assertDone(Operation... operations) {
        assertThat(records().settle(operations)).isEqualTo(WriteAnswer.done());
    }

    default Item anItem() {
        return Item.at(key("head"))
                .with("status", "created")
                .with("emptyText", "")
                .with("version", 3)
                .with("sealed", false)
                .with("bytes", new byte[] {1, 2})
                .withTexts("list", List.of("a", "b"))
                .with("map", Map.of("a", Value.of(1)))
                .build();
    }

    default Item itemOf(int bytes) {
        return itemOf(bytes, "large");
    }

    /** An item of exactly this size once a write has left its id on it. */
    default Item itemOf(int bytes, String sort) {
        Item empty = Item.at(key(sort)).with("bytes", new byte[0]).build();
        int rest = bytes - ItemSize.of(empty.writtenBy(WriteId.random()));
        return Item.at(key(sort)).with("bytes", new byte[rest]).build();
    }
}
