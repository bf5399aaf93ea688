package dev.kintsugi.core.records;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Injects, by a seed, what a cloud does to its clients: calls that are throttled, writes that happen and whose answer
 * never arrives, and pages that are shorter than asked for.
 */
public final class FaultyRecords implements Records {
    private final Records records;
    private final RandomGenerator random;
    private final double busy;
    private final double lostAnswers;
    private final double shortPages;

    private FaultyRecords(Records records, RandomGenerator random, double busy, double lostAnswers, double shortPages) {
        this.records = records;
        this.random = random;
        this.busy = busy;
        this.lostAnswers = lostAnswers;
        this.shortPages = shortPages;
    }

    /** Each fault with this probability per call; write faults come before and after the deed alike. */
    public static FaultyRecords over(Records records, RandomGenerator random, double share) {
        return new FaultyRecords(records, random, share, share, share);
    }

    /** Every write happens and no first answer arrives. */
    public static FaultyRecords losingAnswers(Records records, RandomGenerator random, double share) {
        return new FaultyRecords(records, random, 0, share, 0);
    }

    @Override
    public Optional<Item> get(Key key) {
        throwWhenBusy();
        return records.get(key);
    }

    @Override
    public Page query(Query query) {
        throwWhenBusy();
        boolean whole = !strikes(shortPages);
        return records.query(whole ? query : query.atMost(1 + next(Math.min(3, query.most()))));
    }

    @Override
    public WriteAnswer write(Write write) {
        if (strikes(busy)) {
            return new WriteAnswer.Busy("injected before the write");
        }
        WriteAnswer answer = records.write(write);
        return strikes(lostAnswers) ? new WriteAnswer.Busy("injected after the write") : answer;
    }

    private void throwWhenBusy() {
        if (strikes(busy)) {
            throw new RecordsBusyException("injected");
        }
    }

    private synchronized boolean strikes(double share) {
        return random.nextDouble() < share;
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound);
    }
}
