package dev.kintsugi.local.checks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a stream: however much comes, only its last bytes are kept. */
final class Tail {
    /** Kept bytes: four for each character of a report's output. */
    static final int KEPT_BYTES = 12_000;

    private static final int READ_BYTES = 64 * 1024;

    private final byte[] ring = new byte[KEPT_BYTES];
    private long total;

    /** Reads until the stream ends. */
    void drain(InputStream in) throws IOException {
        byte[] some = new byte[READ_BYTES];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            add(some, read);
        }
    }

    private synchronized void add(byte[] some, int length) {
        for (int from = Math.max(0, length - KEPT_BYTES); from < length; from++) {
            ring[(int) ((total + from) % KEPT_BYTES)] = some[from];
        }
        total += length;
    }

    /** The last bytes as text; a character that was cut at the front is left out, other broken ones are marked. */
    synchronized String text() {
        int length = (int) Math.min(total, KEPT_BYTES);
        byte[] end = new byte[length];
        for (int at = 0; at < length; at++) {
            end[at] = ring[(int) ((total - length + at) % KEPT_BYTES)];
        }
        int from = 0;
        if (total > KEPT_BYTES) {
            while (from < Math.min(4, length) && (end[from] & 0xC0) == 0x80) {
                from++;
            }
        }
        return new String(Arrays.copyOfRange(end, from, length), StandardCharsets.UTF_8);
    }
}
