package dev.kintsugi.core.records;

import dev.kintsugi.core.patience.Patience;
import java.time.Duration;
import java.util.Random;

/** Records that are faulty below and patient above: what the rest of the program sees of a bad day. */
public final class UnderFaults {
    /** Enough that a third of all calls failing is never too much. */
    private static final int TRIES = 60;

    private static final double SHARE = 0.3;

    private UnderFaults() {}

    public static Records of(Records records, long seed) {
        Patience endless = new Patience(TRIES, Duration.ZERO, Duration.ZERO, new Random(seed), duration -> {});
        return new PatientRecords(FaultyRecords.over(records, new Random(seed), SHARE), endless);
    }
}
