package dev.kintsugi.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * What is known of one remote: the objects that were fetched, in a bare repository of our own; those that were made, in
 * memory; and those of a repository on this machine, read where they are and never copied. Shared by all who work for
 * this remote at a time.
 */
final class ObjectStore implements AutoCloseable {
    /** Largest tree or commit that is loaded whole, in bytes: about a million entries. */
    private static final int MAXIMUM_STRUCTURE_BYTES = 64 * 1024 * 1024;

    private static final String FETCHED = "refs/fetched/";

    /** Most commits that a fetch tells a server we have. */
    private static final int MAXIMUM_REMEMBERED = 64;

    /** Objects made and not pushed that are held in memory, in bytes; more of them go to disk. */
    private static final long MAXIMUM_MADE_BYTES = 16L * 1024 * 1024;

    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tbare = true
            \tlogAllRefUpdates = false
            """;

    private final FileRepository repository;
    private final Optional<FileRepository> inPlace;
    private final MadeObjects made = new MadeObjects();

    private ObjectStore(FileRepository repository, Optional<FileRepository> inPlace) {
        this.repository = repository;
        this.inPlace = inPlace;
    }

    /** Opens the store in this folder, for a repository that is on this machine or behind a server. */
    static ObjectStore open(Path folder, Optional<Path> inPlace) throws IOException {
        QuietSystem.install();
        makeFolder(folder);
        FileRepository repository = bare(folder);
        return new ObjectStore(repository, inPlace.isPresent() ? Optional.of(bare(inPlace.get())) : Optional.empty());
    }

    private static FileRepository bare(Path folder) throws IOException {
        return (FileRepository)
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    /** Makes what git wants to see in a store's folder, where it is not there. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("objects/pack"));
        Files.createDirectories(folder.resolve("refs/heads"));
        writeOnce(folder.resolve("config"), CONFIG);
        writeOnce(folder.resolve("HEAD"), "ref: refs/heads/none\n");
    }

    private static void writeOnce(Path file, String content) throws IOException {
        if (!Files.exists(file)) {
            Path written = Files.createTempFile(file.getParent(), "new", null);
            Files.writeString(written, content);
            Durably.force(written);
            Files.move(written, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }

    FileRepository repository() {
        return repository;
    }

    /** The repository on this machine that this is the store of. */
    FileRepository inPlace() {
        return inPlace.orElseThrow();
    }

    ObjectReader reader() {
        List<ObjectReader> below = new ArrayList<>();
        inPlace.ifPresent(place -> below.add(place.newObjectReader()));
        below.add(repository.newObjectReader());
        return new LayeredReader(made, below);
    }

    /** Whether an object was made here and may be nowhere else. */
    boolean isMade(ObjectId id) {
        return made.contains(id);
    }

    boolean has(ObjectId id) throws IOException {
        try (ObjectReader reader = reader()) {
            return reader.has(id);
        }
    }

    /** Commits whose parents were not fetched. */
    Set<ObjectId> shallow() throws IOException {
        return Set.copyOf(repository.getObjectDatabase().getShallowCommits());
    }

    /** Remembers that a commit is here whole, so that the next fetch brings only what is new. */
    void remember(ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(FETCHED + commit.name());
        update.setNewObjectId(commit);
        update.disableRefLog();
        update.forceUpdate();
        List<Ref> known = new ArrayList<>(repository.getRefDatabase().getRefsByPrefix(FETCHED));
        known.removeIf(ref -> commit.equals(ref.getObjectId()));
        for (int i = 0; i <= known.size() - MAXIMUM_REMEMBERED; i++) {
            RefUpdate forget = repository.updateRef(known.get(i).getName());
            forget.setForceUpdate(true);
            forget.delete();
        }
    }

    /** The entries of a tree; git's empty tree is always there. */
    static List<TreeEntry> tree(ObjectReader reader, ObjectId id) throws IOException {
        if (id.equals(Constants.EMPTY_TREE_ID)) {
            return new ArrayList<>();
        }
        return Tree.parse(reader.open(id, Constants.OBJ_TREE).getCachedBytes(MAXIMUM_STRUCTURE_BYTES));
    }

    CommitText commit(ObjectId id) throws IOException {
        try (ObjectReader reader = reader()) {
            return commit(reader, id);
        }
    }

    static CommitText commit(ObjectReader reader, ObjectId id) throws IOException {
        return CommitText.parse(commitContent(reader, id));
    }

    /** A commit as git stores it. */
    byte[] commitContent(ObjectId id) throws IOException {
        try (ObjectReader reader = reader()) {
            return commitContent(reader, id);
        }
    }

    private static byte[] commitContent(ObjectReader reader, ObjectId id) throws IOException {
        return reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(MAXIMUM_STRUCTURE_BYTES);
    }

    /** A file's content, or nothing when it is larger than so many bytes. */
    static Optional<byte[]> blob(ObjectReader reader, ObjectId id, int mostBytes) throws IOException {
        ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
        if (loader.getSize() > mostBytes) {
            return Optional.empty();
        }
        return Optional.of(loader.isLarge() ? streamed(loader) : loader.getCachedBytes());
    }

    private static byte[] streamed(ObjectLoader loader) throws IOException {
        try (InputStream content = loader.openStream()) {
            return content.readAllBytes();
        }
    }

    /** Makes an object; it may be read at once. */
    ObjectId insert(int type, byte[] content) throws IOException {
        ObjectId id = made.add(type, content);
        if (made.bytes() > MAXIMUM_MADE_BYTES) {
            settle();
        }
        return id;
    }

    /** Puts all that was made on disk, where git's own programs find it. */
    void settle() throws IOException {
        Set<ObjectId> all = made.ids();
        Optional<Path> pack;
        try (ObjectReader reader = reader()) {
            pack = new ObjectCopy(repository).copy(reader, all);
        }
        made.forget(all);
        if (pack.isPresent()) {
            new OwnPacks(folder().resolve("kintsugi-made-packs"), folder(), repository).added(pack.get());
        }
    }

    /** Lets go of objects that the remote has now. */
    void arrived(Collection<ObjectId> objects) {
        made.forget(objects);
    }

    Path folder() {
        return repository.getDirectory().toPath();
    }

    /** Counts one more who works with it, and will close it. */
    ObjectStore shared() {
        repository.incrementOpen();
        inPlace.ifPresent(FileRepository::incrementOpen);
        return this;
    }

    @Override
    public void close() {
        repository.close();
        inPlace.ifPresent(FileRepository::close);
    }
}
