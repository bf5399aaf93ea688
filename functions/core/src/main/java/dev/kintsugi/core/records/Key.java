package dev.kintsugi.core.records;

/** Where an item stands: its table, its partition and its place in the partition's order. */
public record Key(Table table, String partition, String sort) implements Comparable<Key> {
    public Key {
        requireKeyText("partition key", partition, RecordLimits.PARTITION_KEY_BYTES);
        requireKeyText("sort key", sort, RecordLimits.SORT_KEY_BYTES);
    }

    /** Tables in their order, then by bytes, as a query answers. */
    @Override
    public int compareTo(Key other) {
        int byTable = table.compareTo(other.table);
        if (byTable != 0) {
            return byTable;
        }
        int byPartition = partition.compareTo(other.partition);
        return byPartition != 0 ? byPartition : sort.compareTo(other.sort);
    }

    @Override
    public String toString() {
        return table.logicalName() + " " + partition + "/" + sort;
    }

    /** Printable ASCII only: it sorts the same as Java text, as SQLite bytes and as DynamoDB bytes. */
    static void requireKeyText(String what, String text, int mostBytes) {
        if (text.isEmpty() || text.length() > mostBytes) {
            throw new IllegalArgumentException(
                    "A %s has 1 to %d characters, this one has %d.".formatted(what, mostBytes, text.length()));
        }
        requirePrintable(what, text);
    }

    static void requirePrintable(String what, String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~') {
                throw new IllegalArgumentException("A %s is printable ASCII, this one has U+%04X at character %d: %s"
                        .formatted(what, (int) character, at + 1, text));
            }
        }
    }
}
