package dev.kintsugi.core.records;

/** What DynamoDB would charge: requests made, units read and units written. */
public record Units(long requests, long read, long written) {
    public static final Units NONE = new Units(0, 0, 0);

    /** One unit reads so much consistently. */
    static final int READ_UNIT_BYTES = 4 * 1_024;

    static final int WRITE_UNIT_BYTES = 1_024;
    /** A transaction prepares each item and then commits it. */
    static final int TRANSACTION_FACTOR = 2;

    public Units plus(Units more) {
        return new Units(requests + more.requests, read + more.read, written + more.written);
    }

    public Units minus(Units fewer) {
        return new Units(requests - fewer.requests, read - fewer.read, written - fewer.written);
    }

    /** Reading costs a unit even where nothing is found. */
    static long reading(long bytes) {
        return started(bytes, READ_UNIT_BYTES);
    }

    static long writing(long bytes) {
        return started(bytes, WRITE_UNIT_BYTES);
    }

    private static long started(long bytes, int unit) {
        return Math.max(1, (bytes + unit - 1) / unit);
    }
}
