package dev.kintsugi.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Recognises what a killed process left: git takes a branch by creating {@code <ref>.lock}, and nobody removes it when
 * its owner dies. Git does not write down who owns it, so we do, beside our store, before we take one. A lock whose
 * owners are all dead is stale at once; one that nobody of ours owns is stale after {@link #STALE_AFTER}, for on our own
 * branches a lock is held for milliseconds.
 */
final class RefLocks {
    /** A lock of an unknown owner is taken for left behind after this time. */
    static final Duration STALE_AFTER = Duration.ofMinutes(10);

    private final Path folder;
    private final InstantSource clock;

    RefLocks(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Notes that this process is about to take the lock of a ref; to be closed when it is free again. */
    Note note(String ref) throws IOException {
        Files.createDirectories(folder);
        ProcessHandle self = ProcessHandle.current();
        Path file = folder.resolve(key(ref) + "." + self.pid() + "." + started(self) + "." + UUID.randomUUID());
        Files.writeString(file, ref + "\n");
        return new Note(file);
    }

    /** Removes a lock that was left behind; returns whether it did. */
    boolean removeIfStale(String ref, Path lock) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("removing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            // Looked at again under this lock: of two who saw the same stale one, the second sees it gone or new.
            return alone.isValid() && isStale(ref, lock) && Files.deleteIfExists(lock);
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        }
    }

    private boolean isStale(String ref, Path lock) throws IOException {
        Instant taken;
        try {
            taken = Files.getLastModifiedTime(lock).toInstant();
        } catch (NoSuchFileException free) {
            return false;
        }
        List<Owner> owners = owners(ref);
        boolean someAlive = owners.stream().anyMatch(owner -> !owner.isSelf() && owner.isAlive());
        boolean someDead = owners.stream().anyMatch(owner -> !owner.isAlive());
        if (someDead && !someAlive) {
            for (Owner owner : owners) {
                if (!owner.isAlive()) {
                    Files.deleteIfExists(owner.file());
                }
            }
            return true;
        }
        return taken.plus(STALE_AFTER).isBefore(clock.instant());
    }

    private List<Owner> owners(String ref) throws IOException {
        String prefix = key(ref) + ".";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .map(Owner::of)
                    .toList();
        }
    }

    private static String key(String ref) {
        return ref.replace('/', '+').toLowerCase(Locale.ROOT);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A note; removed when the lock is free again. */
    record Note(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Who noted a lock: a process id alone is used again, so the time it started belongs to it. */
    private record Owner(Path file, long pid, long started) {
        static Owner of(Path file) {
            String[] parts = file.getFileName().toString().split("\\.", -1);
            int last = parts.length - 1;
            return new Owner(file, Long.parseLong(parts[last - 2]), Long.parseLong(parts[last - 1]));
        }

        boolean isSelf() {
            return pid == ProcessHandle.current().pid();
        }

        boolean isAlive() {
            Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            return process.isPresent() && RefLocks.started(process.get()) == started;
        }
    }
}
