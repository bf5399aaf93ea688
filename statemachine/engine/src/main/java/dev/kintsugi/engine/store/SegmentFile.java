package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file of the log, as far as the writer needs it: a seam where tests put a disk that is full or broken. */
interface SegmentFile extends AutoCloseable {
    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** Returns once everything written is on the disk itself. */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
}
