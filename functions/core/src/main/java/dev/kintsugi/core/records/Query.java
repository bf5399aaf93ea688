package dev.kintsugi.core.records;

import java.util.Optional;

/** Items of one partition whose sort keys begin with a prefix, ascending, after a place, so many at most. */
public record Query(Table table, String partition, String prefix, Optional<String> after, int most) {
    public Query {
        Key.requireKeyText("partition key", partition, RecordLimits.PARTITION_KEY_BYTES);
        Key.requirePrintable("sort key prefix", prefix);
        if (prefix.length() > RecordLimits.SORT_KEY_BYTES) {
            throw new IllegalArgumentException("A sort key prefix has at most %d characters, this one has %d."
                    .formatted(RecordLimits.SORT_KEY_BYTES, prefix.length()));
        }
        after.ifPresent(sort -> requireInside(prefix, sort));
        if (most < 1 || most > RecordLimits.PAGE_ITEMS) {
            throw new IllegalArgumentException(
                    "A page has 1 to %d items, %d were asked for.".formatted(RecordLimits.PAGE_ITEMS, most));
        }
    }

    /** A whole partition. */
    public static Query of(Table table, String partition) {
        return of(table, partition, "");
    }

    public static Query of(Table table, String partition, String prefix) {
        return new Query(table, partition, prefix, Optional.empty(), RecordLimits.PAGE_ITEMS);
    }

    public Query atMost(int items) {
        return new Query(table, partition, prefix, after, items);
    }

    /** The same query from behind this sort key on: where the page before ended. */
    public Query after(String sort) {
        return new Query(table, partition, prefix, Optional.of(sort), most);
    }

    private static void requireInside(String prefix, String sort) {
        Key.requireKeyText("sort key", sort, RecordLimits.SORT_KEY_BYTES);
        if (!sort.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "A page goes on inside its prefix \"%s\", not after \"%s\".".formatted(prefix, sort));
        }
    }
}
