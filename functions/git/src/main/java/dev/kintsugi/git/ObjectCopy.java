package dev.kintsugi.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;

/**
 * Copies objects from the store into a repository on this machine, durably. As git does it: a few as files of their own,
 * many as one pack, so that a project of many pushes does not leave a pack for each. The files are written side by side,
 * for the disk takes many as fast as one.
 */
final class ObjectCopy {
    /** From so many objects on they become a pack; git's own limit. */
    static final int PACKED_FROM = 100;

    private static final int SIDE_BY_SIDE = 8;

    private final ObjectStore store;
    private final FileRepository target;

    ObjectCopy(ObjectStore store, FileRepository target) {
        this.store = store;
        this.target = target;
    }

    void copy(Map<ObjectId, Integer> objects) throws IOException {
        if (objects.size() >= PACKED_FROM) {
            asPack(objects);
        } else if (!objects.isEmpty()) {
            asFiles(objects);
        }
    }

    private void asPack(Map<ObjectId, Integer> objects) throws IOException {
        Path folder = target.getObjectsDirectory().toPath();
        Set<Path> before = Durably.packs(folder);
        try (PackInserter inserter = target.getObjectDatabase().newPackInserter();
                ObjectReader reader = store.reader()) {
            for (Map.Entry<ObjectId, Integer> object : objects.entrySet()) {
                insert(reader, inserter, object);
            }
            inserter.flush();
        }
        Durably.forcePacksSince(before, folder);
    }

    private void asFiles(Map<ObjectId, Integer> objects) throws IOException {
        // Said each time: JGit forgets it when the user's configuration file changes.
        target.getConfig().setBoolean("core", null, "fsyncObjectFiles", true);
        Set<Path> folders = new LinkedHashSet<>();
        objects.keySet()
                .forEach(id -> folders.add(Objects.requireNonNull(
                        target.getObjectDatabase().fileFor(id).toPath().getParent())));
        try (ExecutorService writers = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            allOf(
                    writers,
                    objects.entrySet().stream()
                            .<Callable<Boolean>>map(object -> () -> {
                                try (ObjectInserter inserter =
                                                target.getObjectDatabase().newInserter();
                                        ObjectReader reader = store.reader()) {
                                    insert(reader, inserter, object);
                                    inserter.flush();
                                    return true;
                                }
                            })
                            .toList());
            allOf(
                    writers,
                    folders.stream()
                            .<Callable<Boolean>>map(folder -> () -> {
                                Durably.force(folder);
                                return true;
                            })
                            .toList());
        }
    }

    private static void allOf(ExecutorService writers, List<Callable<Boolean>> tasks) throws IOException {
        try {
            for (Future<Boolean> task : writers.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing objects", stop);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new UncheckedIOException(new IOException("objects could not be written", failed.getCause()));
        }
    }

    private static void insert(ObjectReader reader, ObjectInserter inserter, Map.Entry<ObjectId, Integer> object)
            throws IOException {
        ObjectLoader loader = reader.open(object.getKey(), object.getValue());
        if (loader.isLarge()) {
            try (ObjectStream content = loader.openStream()) {
                inserter.insert(object.getValue(), loader.getSize(), content);
            }
        } else {
            inserter.insert(object.getValue(), loader.getCachedBytes());
        }
    }
}
