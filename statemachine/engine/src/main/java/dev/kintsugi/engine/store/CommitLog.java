package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tail of the log. Whoever appends does not wait; one thread takes what has gathered, writes it as one frame, forces
 * it to disk and only then says so. While the disk is busy the next group gathers, so that its cost is shared.
 */
final class CommitLog implements AutoCloseable {
    /** Bytes of the largest record: a definition of 1 MiB with every character escaped, and room beside it. */
    static final int RECORD_BYTES_MAX = 8 * 1_048_576;

    /** Bytes that may wait for the disk before whoever appends more is held back. */
    static final int PENDING_BYTES_MAX = 16 * 1_048_576;

    /** Where the log ends: the last segment and the byte after its last whole frame. */
    record Tail(int segment, int end) {}

    /** What an append leads to: where each record stands, and when all of them are safe. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    record Appended(long[] positions, CompletableFuture<Void> safe) {}

    /** The records of one frame to be, with whoever waits for them. */
    private static final class Group {
        final int segment;
        final int start;
        final List<byte[]> records = new ArrayList<>();
        final List<CompletableFuture<Void>> waiting = new ArrayList<>();
        int bytes;

        Group(int segment, int start) {
            this.segment = segment;
            this.start = start;
        }

        int end() {
            return start + Frame.HEADER_BYTES + bytes;
        }
    }

    private final Path directory;
    private final Disk disk;
    private final int segmentBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Thread writer;
    /** Answers are given by a thread of their own, so that what follows from one never holds up the disk. */
    private final ExecutorService answers = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("engine-log-answers").factory());

    private Group gathering;
    private boolean closing;
    private @Nullable StoreFailure failure;

    /** Touched by the writer alone once it runs. */
    private SegmentFile file;

    private int fileSegment;

    private CommitLog(Path directory, Disk disk, int segmentBytesMax, Tail tail) throws IOException {
        this.directory = directory;
        this.disk = disk;
        this.segmentBytesMax = segmentBytesMax;
        this.fileSegment = tail.segment();
        this.file = disk.open(Segments.file(directory, fileSegment));
        file.truncate(tail.end());
        if (tail.end() < Frame.FILE_HEADER.length) {
            file.write(ByteBuffer.wrap(Frame.FILE_HEADER), 0);
        }
        this.gathering = new Group(fileSegment, Math.max(tail.end(), Frame.FILE_HEADER.length));
        this.writer = Thread.ofPlatform().daemon().name("engine-log").unstarted(this::writeGroups);
    }

    static CommitLog open(Path directory, Disk disk, int segmentBytesMax, Tail tail) {
        try {
            CommitLog log = new CommitLog(directory, disk, segmentBytesMax, tail);
            log.writer.start();
            log.mark();
            return log;
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    /**
     * An empty frame, at the beginning of every run and at its end: what earlier frames hold has a whole frame behind it
     * then, so that damage to them can never be mistaken for a torn tail and cut off.
     */
    private void mark() {
        try {
            append(List.of()).safe().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure refused ? refused : e;
        }
    }

    /** Appends records, all of them in one frame: after a crash all are there or none. */
    Appended append(List<byte[]> records) {
        int bytes = 0;
        for (byte[] payload : records) {
            if (payload.length > RECORD_BYTES_MAX) {
                throw StoreFailure.recordTooLarge(payload.length);
            }
            bytes = Math.addExact(bytes, Frame.recordBytes(payload));
        }
        lock.lock();
        try {
            while (gathering.bytes > PENDING_BYTES_MAX && failure == null && !closing) {
                room.awaitUninterruptibly();
            }
            if (failure != null || closing) {
                StoreFailure refusal = failure != null ? failure : StoreFailure.closed(directory);
                return new Appended(new long[records.size()], CompletableFuture.failedFuture(refusal));
            }
            return gather(records, bytes);
        } finally {
            lock.unlock();
        }
    }

    private Appended gather(List<byte[]> records, int bytes) {
        long[] positions = new long[records.size()];
        int offset = gathering.end();
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Position.of(gathering.segment, offset);
            offset += Frame.recordBytes(records.get(i));
        }
        CompletableFuture<Void> safe = new CompletableFuture<>();
        gathering.records.addAll(records);
        gathering.waiting.add(safe);
        gathering.bytes += bytes;
        work.signal();
        return new Appended(positions, safe);
    }

    private void writeGroups() {
        for (Group group = take(); group != null; group = take()) {
            List<CompletableFuture<Void>> waiting = group.waiting;
            try {
                write(group);
                answers.execute(() -> waiting.forEach(safe -> safe.complete(null)));
            } catch (IOException | RuntimeException e) {
                stop(group, e);
            }
        }
    }

    /** The next group, or null when the log was closed and nothing is left. */
    private @Nullable Group take() {
        lock.lock();
        try {
            while (gathering.waiting.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            if (gathering.waiting.isEmpty()) {
                return null;
            }
            Group taken = gathering;
            gathering = taken.end() < segmentBytesMax
                    ? new Group(taken.segment, taken.end())
                    : new Group(taken.segment + 1, Frame.FILE_HEADER.length);
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void write(Group group) throws IOException {
        if (failed()) {
            throw new IOException("an earlier write failed");
        }
        if (group.segment != fileSegment) {
            file.close();
            fileSegment = group.segment;
            file = disk.open(Segments.file(directory, fileSegment));
            file.write(ByteBuffer.wrap(Frame.FILE_HEADER), 0);
        }
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_BYTES + group.bytes);
        frame.position(Frame.HEADER_BYTES);
        for (byte[] payload : group.records) {
            Frame.putRecord(frame, payload);
        }
        Frame.putHeader(frame.flip());
        file.write(frame, group.start);
        file.force();
    }

    private boolean failed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** After a failed write nothing more is written: what the disk holds from there on is not known. */
    private void stop(Group group, Exception cause) {
        StoreFailure refusal;
        lock.lock();
        try {
            if (failure == null) {
                failure = StoreFailure.writingStopped(directory, cause);
                cutOff(group);
            }
            refusal = failure;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        answers.execute(() -> group.waiting.forEach(safe -> safe.completeExceptionally(refusal)));
    }

    /** Frees what a half-written frame took; if even that fails, the next start cuts the torn tail off. */
    private void cutOff(Group group) {
        try {
            file.truncate(group.start);
        } catch (IOException | RuntimeException alsoFailing) {
            // The first failure is the one to tell.
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            if (failure == null) {
                gathering.waiting.add(new CompletableFuture<>());
            }
            closing = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        joinWriter();
        answers.close();
        try {
            file.close();
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }

    private void joinWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
