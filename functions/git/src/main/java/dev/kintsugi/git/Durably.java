package dev.kintsugi.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts files on disk for good: a ref may name objects only after their bytes and their names would survive a power cut. */
final class Durably {
    private Durably() {}

    /** Forces a file's or a folder's content to disk; a file that went away has nothing to lose. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException failed) {
            if (!Files.isDirectory(path)) {
                throw failed;
            }
            // Some systems cannot open a folder; they have no need to.
        }
    }

    /** Forces two files at once: a file system that keeps a journal waits for the disk once then, not twice. */
    static void forceBoth(Path one, Path other) throws IOException {
        FutureTask<@Nullable Void> second = new FutureTask<>(() -> {
            force(other);
            return null;
        });
        Thread.startVirtualThread(second);
        force(one);
        try {
            second.get();
        } catch (ExecutionException failed) {
            throw new IOException(other + " could not be written for good: " + failed.getCause(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while " + other + " was written");
        }
    }

    /** The packs of an object folder, to be compared with those of a later moment. */
    static Set<Path> packs(Path objects) throws IOException {
        Path folder = objects.resolve("pack");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Forces every pack that was not there before, then their folder. */
    static void forcePacksSince(Set<Path> before, Path objects) throws IOException {
        Set<Path> now = packs(objects);
        now.removeAll(before);
        for (Path pack : now) {
            force(pack);
        }
        if (!now.isEmpty()) {
            force(objects.resolve("pack"));
            force(objects);
        }
    }
}
