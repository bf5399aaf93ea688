package dev.kintsugi.git;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads objects from where they are found first: those made here, then the stores below, each asked in its turn. */
final class LayeredReader extends ObjectReader {
    private final MadeObjects made;
    private final List<ObjectReader> below;

    /** The last one below is our own store, which knows where history was not fetched. */
    LayeredReader(MadeObjects made, List<ObjectReader> below) {
        this.made = made;
        this.below = List.copyOf(below);
    }

    @Override
    public ObjectReader newReader() {
        return new LayeredReader(
                made, below.stream().map(ObjectReader::newReader).toList());
    }

    @Override
    public boolean has(AnyObjectId id, int type) throws IOException {
        if (made.contains(id)) {
            return true;
        }
        for (ObjectReader reader : below) {
            if (reader.has(id, type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        ObjectLoader here = made.get(id);
        if (here != null) {
            if (type != OBJ_ANY && type != here.getType()) {
                throw new IncorrectObjectTypeException(id.copy(), type);
            }
            return here;
        }
        MissingObjectException missing = null;
        for (ObjectReader reader : below) {
            try {
                return reader.open(id, type);
            } catch (MissingObjectException elsewhere) {
                missing = elsewhere;
            }
        }
        throw missing != null ? missing : new MissingObjectException(id.copy(), "object");
    }

    /** Cuts a name short without asking what else is here: a diff must read the same wherever it is made. */
    @Override
    public AbbreviatedObjectId abbreviate(AnyObjectId id, int length) {
        return id.abbreviate(length);
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
        Set<ObjectId> all = new LinkedHashSet<>();
        for (ObjectReader reader : below) {
            all.addAll(reader.resolve(id));
        }
        return all;
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
        return below.getLast().getShallowCommits();
    }

    @Override
    public void close() {
        below.forEach(ObjectReader::close);
    }
}
