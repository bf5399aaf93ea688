package dev.kintsugi.git;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were made here and are on no disk: until a push copies them nobody else needs them, and after a crash they
 * are made again from the record.
 */
final class MadeObjects {
    private final Map<ObjectId, ObjectLoader> objects = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Keeps an object; returns its name. */
    ObjectId add(int type, byte[] content) {
        ObjectId id;
        try (ObjectInserter formatter = new ObjectInserter.Formatter()) {
            id = formatter.idFor(type, content);
        }
        if (objects.putIfAbsent(id, new ObjectLoader.SmallObject(type, content)) == null) {
            bytes.addAndGet(content.length);
        }
        return id;
    }

    @Nullable
    ObjectLoader get(AnyObjectId id) {
        return objects.get(id);
    }

    boolean contains(AnyObjectId id) {
        return objects.containsKey(id);
    }

    Set<ObjectId> ids() {
        return Set.copyOf(objects.keySet());
    }

    /** How much all of them hold. */
    long bytes() {
        return bytes.get();
    }

    /** Lets go of objects that others can read now. */
    void forget(Collection<ObjectId> ids) {
        for (ObjectId id : ids) {
            ObjectLoader gone = objects.remove(id);
            if (gone != null) {
                bytes.addAndGet(-gone.getSize());
            }
        }
    }
}
