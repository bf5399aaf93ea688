package dev.kintsugi.core.records;

import java.util.List;
import java.util.Optional;

/** What became of a write. */
public sealed interface WriteAnswer {
    /** The store has decided. */
    sealed interface Settled extends WriteAnswer {}

    /** All of it happened, now or when the same write was said before. */
    record Done() implements Settled {}

    /** None of it happened: this operation, the first such by its place from 0, met an item of which it may not be. */
    record Refused(int operation, Optional<Item> found) implements Settled {}

    /** None of it happened: an item or the whole write would be larger than any store takes. */
    record TooLarge(String what, int mostBytes) implements Settled {}

    /**
     * Nobody knows, or others were in the way. Saying the same write again, under the same id, is always right and
     * never does it twice.
     */
    record Busy(String reason) implements WriteAnswer {}

    static WriteAnswer.Settled done() {
        return new Done();
    }

    /**
     * The answer to a write of which these operations were refused. An item that bears this write's id proves that the
     * whole write happened before, and only its answer was lost.
     */
    static WriteAnswer.Settled refused(Write write, List<Refused> refusals) {
        boolean ours = refusals.stream()
                .flatMap(refusal -> refusal.found().stream())
                .flatMap(found -> found.writtenBy().stream())
                .anyMatch(write.id()::equals);
        return ours ? done() : refusals.getFirst();
    }

    static WriteAnswer.Settled itemTooLarge(Key key) {
        return new TooLarge("The item " + key, RecordLimits.ITEM_BYTES);
    }

    static WriteAnswer.Settled writeTooLarge(Write write) {
        return new TooLarge(
                "The write of %d operations".formatted(write.operations().size()), RecordLimits.WRITE_BYTES);
    }
}
