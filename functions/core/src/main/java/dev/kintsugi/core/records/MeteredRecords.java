package dev.kintsugi.core.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts what DynamoDB would charge for the calls made through it, whatever stands behind. A write costs by the larger
 * of the item before and after, a check as a read; so each write is measured by looking before and after: exact for one caller, and
 * uncounted itself. Put it under the patience, and it counts every try.
 */
public final class MeteredRecords implements Records {
    private final Records records;
    private Units units = Units.NONE;

    public MeteredRecords(Records records) {
        this.records = records;
    }

    /** Everything counted so far. */
    public synchronized Units units() {
        return units;
    }

    @Override
    public Optional<Item> get(Key key) {
        Optional<Item> found = records.get(key);
        count(Units.reading(found.map(ItemSize::of).orElse(0)), 0);
        return found;
    }

    @Override
    public Page query(Query query) {
        Page page = records.query(query);
        count(Units.reading(page.items().stream().mapToLong(ItemSize::of).sum()), 0);
        return page;
    }

    @Override
    public WriteAnswer write(Write write) {
        List<Integer> before = sizes(write);
        WriteAnswer answer = records.write(write);
        if (Verdict.beforeLooking(write).isPresent()) {
            return answer; // No store was asked.
        }
        List<Integer> after = sizes(write);
        int factor = write.isTransaction() ? Units.TRANSACTION_FACTOR : 1;
        long read = 0;
        long written = 0;
        for (int place = 0; place < before.size(); place++) {
            if (write.operations().get(place) instanceof Operation.Check) {
                read += Units.reading(before.get(place)) * factor;
            } else {
                written += Units.writing(Math.max(before.get(place), after.get(place))) * factor;
            }
        }
        count(read, written);
        return answer;
    }

    private List<Integer> sizes(Write write) {
        List<Integer> sizes = new ArrayList<>();
        for (Operation operation : write.operations()) {
            sizes.add(records.get(operation.key()).map(ItemSize::of).orElse(0));
        }
        return sizes;
    }

    private synchronized void count(long read, long written) {
        units = units.plus(new Units(1, read, written));
    }
}
