package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads one log file from its beginning and says how far it is whole. */
final class SegmentScan {
    /** What is done with each record that was found. */
    @FunctionalInterface
    interface Reader {
        void read(long position, ByteBuffer payload);
    }

    private final Path file;
    private final int number;
    private final ByteBuffer bytes;

    private SegmentScan(Path file, int number, ByteBuffer bytes) {
        this.file = file;
        this.number = number;
        this.bytes = bytes;
    }

    static SegmentScan of(Path file, int number) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads until the buffer is full or the file ends.
            }
            return new SegmentScan(file, number, bytes.flip());
        } catch (IOException e) {
            throw StoreFailure.unreadable(file, e);
        }
    }

    int size() {
        return bytes.limit();
    }

    /**
     * Hands over every record and returns the byte after the last whole frame, which is less than {@link #size()} only
     * when the file ends in a torn one. A broken frame with a whole one behind it is an error.
     */
    int readAll(Reader reader) {
        int headerEnd = headerEnd();
        int offset = headerEnd;
        while (offset < bytes.limit()) {
            int length = Frame.wholeFrameAt(bytes, offset);
            if (length < 0) {
                refuseDamage(offset);
                return offset;
            }
            readRecords(offset + Frame.HEADER_BYTES, offset + length, reader);
            offset += length;
        }
        return offset;
    }

    private int headerEnd() {
        int present = Math.min(bytes.limit(), Frame.FILE_HEADER.length);
        byte[] header = new byte[present];
        bytes.get(0, header);
        if (!Arrays.equals(header, Arrays.copyOf(Frame.FILE_HEADER, present))) {
            throw StoreFailure.otherFormat(file);
        }
        return present;
    }

    private void refuseDamage(int broken) {
        for (int offset = broken + 1; offset < bytes.limit(); offset++) {
            if (Frame.wholeFrameAt(bytes, offset) > 0) {
                throw StoreFailure.corrupt(file, broken, "no whole frame begins there, but one does at byte " + offset);
            }
        }
    }

    private void readRecords(int from, int to, Reader reader) {
        int offset = from;
        while (offset < to) {
            int length = bytes.getInt(offset);
            int payload = offset + Frame.RECORD_HEADER_BYTES;
            if (length < 0 || length > to - payload) {
                throw StoreFailure.corrupt(file, offset, "a record claims %d bytes".formatted(length));
            }
            reader.read(Position.of(number, offset), bytes.slice(payload, length));
            offset = payload + length;
        }
    }
}
