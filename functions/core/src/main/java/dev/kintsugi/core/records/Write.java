package dev.kintsugi.core.records;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * 1 to 100 operations, each on an item of its own, that happen together or not at all. One operation is a plain
 * conditional write; more are a transaction, at twice the price.
 */
public record Write(WriteId id, List<Operation> operations) {
    public Write {
        operations = List.copyOf(operations);
        if (operations.isEmpty() || operations.size() > RecordLimits.WRITE_OPERATIONS) {
            throw new IllegalArgumentException("A write has 1 to %d operations, this one %d."
                    .formatted(RecordLimits.WRITE_OPERATIONS, operations.size()));
        }
        Set<Key> keys = new HashSet<>();
        for (Operation operation : operations) {
            if (!keys.add(operation.key())) {
                throw new IllegalArgumentException(
                        "A write names each item once, this one names %s twice.".formatted(operation.key()));
            }
        }
    }

    public static Write of(Operation... operations) {
        return new Write(WriteId.random(), List.of(operations));
    }

    public static Write of(List<? extends Operation> operations) {
        return new Write(WriteId.random(), List.copyOf(operations));
    }

    /** The same write under a name that the caller knows again. */
    public Write as(WriteId name) {
        return new Write(name, operations);
    }

    /**
     * What a store remembers a transaction by for a while: its id with what it says, so that the same id with other
     * words is looked at afresh.
     */
    public String token() {
        return WriteId.derivedFrom(id.text(), operations.toString()).text();
    }

    /** Whether the store must take it as a transaction; see {@link Operation#leavesNoTrace}. */
    public boolean isTransaction() {
        return operations.size() > 1 || operations.getFirst().leavesNoTrace();
    }
}
