package dev.kintsugi.core.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a write comes to, given what stands in the store: DynamoDB's rules, for the stores that have to be told them.
 * The caller holds the store still from the first look until the changes are made.
 *
 * @param changes what is to stand under each key that changes; nothing unless the answer is done
 */
public record Verdict(WriteAnswer.Settled answer, Map<Key, Optional<Item>> changes) {
    public Verdict {
        changes = Map.copyOf(changes);
    }

    /** Too large as it is said, whatever stands in the store: known before anybody is asked. */
    public static Optional<WriteAnswer.Settled> beforeLooking(Write write) {
        long total = 0;
        for (Operation operation : write.operations()) {
            int bytes = sizeAsSaid(operation, write.id());
            if (bytes > RecordLimits.ITEM_BYTES) {
                return Optional.of(WriteAnswer.itemTooLarge(operation.key()));
            }
            total += bytes;
        }
        return total > RecordLimits.WRITE_BYTES ? Optional.of(WriteAnswer.writeTooLarge(write)) : Optional.empty();
    }

    public static Verdict on(Write write, Function<Key, Optional<Item>> store) {
        Optional<WriteAnswer.Settled> tooLarge = beforeLooking(write);
        if (tooLarge.isPresent()) {
            return unchanged(tooLarge.get());
        }
        List<WriteAnswer.Refused> refusals = new ArrayList<>();
        Map<Key, Optional<Item>> changes = new TreeMap<>();
        for (int place = 0; place < write.operations().size(); place++) {
            Operation operation = write.operations().get(place);
            Optional<Item> found = store.apply(operation.key());
            if (!operation.conditions().stream().allMatch(condition -> condition.holdsOf(found))) {
                refusals.add(new WriteAnswer.Refused(place, found));
            } else if (refusals.isEmpty()) {
                after(operation, found, write.id()).ifPresent(change -> changes.put(operation.key(), change.item()));
            }
        }
        if (!refusals.isEmpty()) {
            return unchanged(WriteAnswer.refused(write, refusals));
        }
        return sized(changes);
    }

    private static Verdict sized(Map<Key, Optional<Item>> changes) {
        for (Map.Entry<Key, Optional<Item>> change : changes.entrySet()) {
            int bytes = change.getValue().map(ItemSize::of).orElse(0);
            if (bytes > RecordLimits.ITEM_BYTES) {
                return unchanged(WriteAnswer.itemTooLarge(change.getKey()));
            }
        }
        return new Verdict(WriteAnswer.done(), changes);
    }

    private static Verdict unchanged(WriteAnswer.Settled answer) {
        return new Verdict(answer, Map.of());
    }

    private record Change(Optional<Item> item) {}

    private static Optional<Change> after(Operation operation, Optional<Item> found, WriteId id) {
        return switch (operation) {
            case Operation.Put put ->
                Optional.of(new Change(Optional.of(put.item().writtenBy(id))));
            case Operation.Delete delete -> Optional.of(new Change(Optional.empty()));
            case Operation.Check check -> Optional.empty();
            case Operation.Update update ->
                Optional.of(new Change(Optional.of(updated(update, found).writtenBy(id))));
        };
    }

    private static Item updated(Operation.Update update, Optional<Item> found) {
        Item before = found.orElseGet(() -> Item.at(update.key()).build());
        Item.Builder after = before.but();
        update.set().forEach(after::with);
        update.remove().forEach(after::without);
        update.add().forEach((name, number) -> after.with(name, Math.addExact(before.count(name), number)));
        return after.build();
    }

    private static int sizeAsSaid(Operation operation, WriteId id) {
        return switch (operation) {
            case Operation.Put put -> ItemSize.of(put.item().writtenBy(id));
            case Operation.Update update ->
                ItemSize.of(Item.of(update.key(), update.set()).writtenBy(id));
            case Operation.Delete delete -> ItemSize.ofKey(delete.key());
            case Operation.Check check -> ItemSize.ofKey(check.key());
        };
    }
}
