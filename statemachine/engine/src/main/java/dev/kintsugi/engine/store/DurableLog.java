package dev.kintsugi.engine.store;

import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine's log in a data directory: what it says is safe survives {@code kill -9} and power loss. */
public final class DurableLog implements EventLog {
    /** Bytes after which a log file is followed by the next. */
    static final int SEGMENT_BYTES_MAX = 64 * 1_048_576;

    private final Path directory;
    private final InstantSource clock;
    private final Disk disk;
    private final int segmentBytesMax;
    private final DataDirectoryLock lock;
    private final HistoryIndex histories = new HistoryIndex();
    private final List<String> notices = new ArrayList<>();
    private volatile @Nullable CommitLog commits;

    private DurableLog(Path directory, Disk disk, int segmentBytesMax, InstantSource clock) {
        this.clock = clock;
        this.directory = directory;
        this.disk = disk;
        this.segmentBytesMax = segmentBytesMax;
        this.lock = DataDirectoryLock.take(directory);
    }

    /** Takes a data directory, which is made if it is missing; refused while another process has it. */
    public static DurableLog in(Path directory) {
        return in(directory, Disk.real(), SEGMENT_BYTES_MAX, InstantSource.system());
    }

    static DurableLog in(Path directory, Disk disk, int segmentBytesMax) {
        return in(directory, disk, segmentBytesMax, InstantSource.system());
    }

    static DurableLog in(Path directory, Disk disk, int segmentBytesMax, InstantSource clock) {
        try {
            createForOwnerOnly(directory);
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
        return new DurableLog(directory, disk, segmentBytesMax, clock);
    }

    /** Inputs and outputs are nobody else's to read. */
    private static void createForOwnerOnly(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    @Override
    public synchronized void replay(Consumer<LogEntry> reader) {
        if (commits != null) {
            throw new IllegalStateException("The log is read once, before the first append");
        }
        new Compaction(directory, disk, clock.instant(), this::entry).run();
        Set<String> begun = new HashSet<>();
        CommitLog.Tail tail = Segments.readAll(
                directory,
                (position, payload) -> {
                    LogEntry entry = entry(position, payload);
                    if (!isRestOfForgotten(entry, begun)) {
                        histories.add(entry, position);
                        reader.accept(entry);
                    }
                },
                notices);
        commits = CommitLog.open(directory, disk, segmentBytesMax, tail);
    }

    /** A compaction may have taken the beginning of an execution and not yet what lies in later files. */
    private static boolean isRestOfForgotten(LogEntry entry, Set<String> begun) {
        return switch (entry) {
            case LogEntry.ExecutionStarted start -> {
                begun.add(start.executionArn());
                yield false;
            }
            case LogEntry.Happened happened -> !begun.contains(happened.executionArn());
            case LogEntry.Redriven redriven -> !begun.contains(redriven.executionArn());
            case LogEntry.MachineSaved saved -> false;
            case LogEntry.MachineDeleted deleted -> false;
        };
    }

    private LogEntry entry(long position, ByteBuffer payload) {
        try {
            return LogEntryCodec.decode(payload);
        } catch (IOException e) {
            Path file = Segments.file(directory, Position.segment(position));
            throw StoreFailure.corrupt(file, Position.offset(position), "a record is not an entry of this version");
        }
    }

    /** What opening had to mend, in sentences for the log; empty after a clean end. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public CompletionStage<Void> append(List<LogEntry> entries) {
        List<byte[]> records = entries.stream().map(LogEntryCodec::encode).toList();
        CommitLog.Appended appended = opened().append(records);
        return appended.safe().thenRun(() -> {
            for (int i = 0; i < entries.size(); i++) {
                histories.add(entries.get(i), appended.positions()[i]);
            }
        });
    }

    /** Reads from disk, event by event: however many executions have ended, memory holds their places only. */
    @Override
    public Optional<List<HistoryEvent>> history(String executionArn) {
        return Optional.of(histories.of(executionArn, this::event));
    }

    private HistoryEvent event(long position) {
        LogEntry entry = entry(position, ByteBuffer.wrap(Segments.read(directory, position)));
        if (entry instanceof LogEntry.Happened happened) {
            return happened.event();
        }
        Path file = Segments.file(directory, Position.segment(position));
        throw StoreFailure.corrupt(file, Position.offset(position), "a record is not the event it was");
    }

    private CommitLog opened() {
        CommitLog log = commits;
        if (log == null) {
            throw new IllegalStateException("The log must be replayed before anything is appended");
        }
        return log;
    }

    @Override
    public synchronized void close() {
        CommitLog log = commits;
        try {
            if (log != null) {
                log.close();
            }
        } finally {
            lock.close();
        }
    }
}
