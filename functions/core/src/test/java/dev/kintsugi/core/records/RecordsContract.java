package dev.kintsugi.core.records;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every implementation of {@link Records} does. Each module runs it against its own, as it is and again with
 * faults in between; a partition of its own keeps one test from seeing another's items in a store that they share.
 */
public abstract class RecordsContract
        implements WritingContract,
                ConditionContract,
                RepetitionContract,
                QueryingContract,
                LimitContract,
                RaceContract,
                ModelContract {
    private static final AtomicInteger PARTITIONS = new AtomicInteger();

    private Records records;
    private String partition;

    /** The records under test, patient enough for the faults that were put below them. */
    protected abstract Records open();

    @BeforeEach
    void open_the_records() {
        records = open();
        partition = getClass().getSimpleName() + PARTITIONS.incrementAndGet();
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public String partition() {
        return partition;
    }
}
