package dev.kintsugi.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads bodies, and keeps all that are in memory at once below a maximum however many clients send. */
final class Bodies {
    private static final int CHUNK_BYTES = 16_384;

    /** Bytes of a refused body that are still taken off the line: who is cut off while sending never hears why. */
    private static final long DISCARDED_BYTES_MAX = 64L * 1024 * 1024;

    private final long bytesMax;
    private final AtomicLong bytesNow = new AtomicLong();

    Bodies(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** How reading ended. */
    sealed interface Read {
        /** All of it. */
        @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
        record Whole(byte[] bytes) implements Read {}

        /** More than the service reads. */
        record TooLarge() implements Read {}

        /** No more than the service reads, but together with all others too much. */
        record TooMuchAtOnce() implements Read {}
    }

    /** One request's body. Its bytes count until it is closed, after the answer was sent. */
    final class Body implements AutoCloseable {
        private long counted;

        Read read(InputStream in, Optional<String> announced, int serviceMax) throws IOException {
            byte[] chunk = new byte[CHUNK_BYTES];
            if (announced.map(length -> isAbove(length, serviceMax)).orElse(false)) {
                discard(in, chunk);
                return new Read.TooLarge();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (bytes.size() + read > serviceMax) {
                    discard(in, chunk);
                    return new Read.TooLarge();
                }
                if (bytesNow.addAndGet(read) > bytesMax) {
                    bytesNow.addAndGet(-read);
                    discard(in, chunk);
                    return new Read.TooMuchAtOnce();
                }
                counted += read;
                bytes.write(chunk, 0, read);
            }
            return new Read.Whole(bytes.toByteArray());
        }

        private static void discard(InputStream in, byte[] chunk) throws IOException {
            long discarded = 0;
            for (int read = in.read(chunk); read >= 0 && discarded < DISCARDED_BYTES_MAX; read = in.read(chunk)) {
                discarded += read;
            }
        }

        @Override
        public void close() {
            bytesNow.addAndGet(-counted);
        }
    }

    Body begin() {
        return new Body();
    }

    private static boolean isAbove(String announced, int max) {
        try {
            return Long.parseLong(announced.strip()) > max;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
