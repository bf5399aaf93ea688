package dev.kintsugi.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Objects that were written without waiting for the disk survive the end of a process, not that of the machine: then a
 * file may be there without its content. So the boot in which they were written is noted, and in another one they are
 * deleted before anything is read.
 */
final class VolatileObjects {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String NOTE = "kintsugi-boot";

    /** A file lock is the whole process's, so its threads take turns before they ask for it. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private VolatileObjects() {}

    /** Deletes them when the machine was started anew; returns whether that can be told on this system. */
    static boolean throwAwayAfterCrash(Path store) throws IOException {
        if (!Files.isReadable(BOOT)) {
            return false;
        }
        String boot = Files.readString(BOOT).strip();
        if (isNoted(store, boot)) {
            return true;
        }
        TURN.lock();
        try (FileChannel channel = FileChannel.open(
                        store.resolve(NOTE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            if (alone.isValid() && !isNoted(store, boot)) {
                deleteLoose(store.resolve("objects"));
                Files.writeString(store.resolve(NOTE), boot);
            }
        } finally {
            TURN.unlock();
        }
        return true;
    }

    private static boolean isNoted(Path store, String boot) throws IOException {
        Path note = store.resolve(NOTE);
        return Files.exists(note) && Files.readString(note).strip().equals(boot);
    }

    private static void deleteLoose(Path objects) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(objects)) {
            folders = all.filter(folder -> folder.getFileName().toString().length() == 2)
                    .toList();
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
