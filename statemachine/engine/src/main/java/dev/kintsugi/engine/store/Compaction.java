package dev.kintsugi.engine.store;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.log.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Keeps a data directory from growing for ever: when it is opened, log files that nothing was added to for as long as
 * executions are kept are written anew without the executions that are kept no longer. So the directory holds what the
 * last 90 days wrote, what is open, and at most one file more. Each file is replaced in one step, and after a crash
 * between two of them the rest of a half-forgotten execution is recognised by its missing beginning.
 */
record Compaction(Path directory, Disk disk, Instant now, BiFunction<Long, ByteBuffer, LogEntry> decoder) {
    private static final String UNFINISHED = ".part";
    /** Bytes that are gathered into one frame. */
    private static final int FRAME_BYTES = 1_048_576;
    /** A file is written anew only if at most this part of it stays. */
    private static final double STAYS_MOST = 0.5;

    /** Forgets what is to be forgotten; usually there is nothing and nothing is read. */
    void run() {
        List<Integer> present = Segments.present(directory);
        List<Integer> settled = present.stream()
                .filter(number -> number < present.getLast() && isSettled(number))
                .toList();
        if (settled.isEmpty()) {
            return;
        }
        Retention retention = new Retention(now);
        present.forEach(
                number -> read(number, (position, payload) -> retention.read(decoder.apply(position, payload))));
        Retention.Sieve sieve = retention.sieve();
        int last = settled.getLast();
        for (int number : present.stream().filter(one -> one <= last).toList()) {
            sift(number, sieve, settled.contains(number));
        }
    }

    private boolean isSettled(int number) {
        try {
            return Files.getLastModifiedTime(Segments.file(directory, number))
                    .toInstant()
                    .isBefore(now.minus(EngineLimits.KEPT_PERIOD));
        } catch (IOException e) {
            throw StoreFailure.unreadable(Segments.file(directory, number), e);
        }
    }

    /** Reads a file and tells whether all of it is whole; one that is not is left for the log to complain about. */
    private boolean read(int number, SegmentScan.Reader reader) {
        SegmentScan scan = SegmentScan.of(Segments.file(directory, number), number);
        return scan.readAll(reader) == scan.size();
    }

    private void sift(int number, Retention.Sieve sieve, boolean rewrite) {
        List<byte[]> kept = new ArrayList<>();
        long[] bytes = {0, 0};
        boolean whole = read(number, (position, payload) -> {
            bytes[0] += payload.remaining();
            byte[] record = new byte[payload.remaining()];
            payload.duplicate().get(record);
            if (sieve.keeps(decoder.apply(position, payload))) {
                bytes[1] += record.length;
                kept.add(record);
            }
        });
        if (rewrite && whole && bytes[1] < bytes[0] * STAYS_MOST) {
            replace(Segments.file(directory, number), kept);
        }
    }

    private void replace(Path file, List<byte[]> records) {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            try (SegmentFile written = disk.open(unfinished)) {
                write(written, records);
                written.force();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    private static void write(SegmentFile file, List<byte[]> records) throws IOException {
        file.write(ByteBuffer.wrap(Frame.FILE_HEADER), 0);
        long at = Frame.FILE_HEADER.length;
        List<byte[]> gathered = new ArrayList<>();
        int bytes = 0;
        for (byte[] record : records) {
            gathered.add(record);
            bytes += Frame.recordBytes(record);
            if (bytes >= FRAME_BYTES) {
                at += frame(file, at, gathered, bytes);
                gathered.clear();
                bytes = 0;
            }
        }
        // The last frame may be empty: a whole frame behind the others tells damage from a torn end.
        frame(file, at, gathered, bytes);
    }

    private static int frame(SegmentFile file, long at, List<byte[]> records, int bytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_BYTES + bytes);
        frame.position(Frame.HEADER_BYTES);
        records.forEach(record -> Frame.putRecord(frame, record));
        Frame.putHeader(frame.flip());
        file.write(frame, at);
        return Frame.HEADER_BYTES + bytes;
    }
}
