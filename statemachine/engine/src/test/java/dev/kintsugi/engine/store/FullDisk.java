package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A disk with room for so many bytes; the write that does not fit is written in part, as on a real one. */
final class FullDisk implements Disk {
    private final Disk real = Disk.real();
    private final AtomicLong room;
    private final AtomicInteger forcesLeft;

    private FullDisk(long bytes, int forces) {
        this.room = new AtomicLong(bytes);
        this.forcesLeft = new AtomicInteger(forces);
    }

    static FullDisk withRoomFor(long bytes) {
        return new FullDisk(bytes, Integer.MAX_VALUE);
    }

    static FullDisk thatForcesOnly(int times) {
        return new FullDisk(Long.MAX_VALUE, times);
    }

    @Override
    public SegmentFile open(Path file) throws IOException {
        SegmentFile whole = real.open(file);
        return new SegmentFile() {
            @Override
            public void write(ByteBuffer bytes, long offset) throws IOException {
                long left = room.addAndGet(-bytes.remaining());
                if (left >= 0) {
                    whole.write(bytes, offset);
                    return;
                }
                int fits = (int) Math.max(0, bytes.remaining() + left);
                whole.write(bytes.slice(bytes.position(), fits), offset);
                throw new IOException("No space left on device");
            }

            @Override
            public void force() throws IOException {
                if (forcesLeft.getAndDecrement() <= 0) {
                    throw new IOException("Input/output error");
                }
                whole.force();
            }

            @Override
            public void truncate(long size) throws IOException {
                whole.truncate(size);
            }

            @Override
            public void close() throws IOException {
                whole.close();
            }
        };
    }
}
