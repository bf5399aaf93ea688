package dev.kintsugi.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Our own bare repository for one remote: what was fetched and what was made. The objects of a repository on this
 * machine are read where they are, through an alternate, and never copied.
 */
final class ObjectStore implements AutoCloseable {
    /** Largest tree or commit that is loaded whole, in bytes: about a million entries. */
    private static final int MAXIMUM_STRUCTURE_BYTES = 64 * 1024 * 1024;

    private static final String FETCHED = "refs/fetched/";

    /** Most commits that a fetch tells a server we have. */
    private static final int MAXIMUM_REMEMBERED = 64;

    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tbare = true
            \tlogAllRefUpdates = false
            """;

    private final FileRepository repository;
    private final Path objects;
    private final List<Path> alternates;

    private ObjectStore(FileRepository repository, Path objects, List<Path> alternates) {
        this.repository = repository;
        this.objects = objects;
        this.alternates = alternates;
    }

    /** Opens the store in this folder, making it when it is new. */
    static ObjectStore open(Path folder, List<Path> alternates) throws IOException {
        QuietSystem.install();
        Files.createDirectories(folder.resolve("objects/pack"));
        Files.createDirectories(folder.resolve("refs/heads"));
        boolean forced = !VolatileObjects.throwAwayAfterCrash(folder);
        writeOnce(folder.resolve("config"), CONFIG + (forced ? "\tfsyncObjectFiles = true\n" : ""));
        writeOnce(folder.resolve("HEAD"), "ref: refs/heads/none\n");
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.setGitDir(folder.toFile()).setBare();
        for (Path alternate : alternates) {
            builder.addAlternateObjectDirectory(alternate.toFile());
        }
        FileRepository repository = (FileRepository) builder.build();
        return new ObjectStore(repository, folder.resolve("objects"), List.copyOf(alternates));
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

    List<Path> alternates() {
        return alternates;
    }

    ObjectReader reader() {
        return repository.newObjectReader();
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
        return CommitText.parse(reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(MAXIMUM_STRUCTURE_BYTES));
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

    /**
     * Writes objects. They are ours alone until a push copies them, so nothing waits for the disk here: after a crash of
     * the machine they are thrown away (see {@link VolatileObjects}) and made again from the record.
     */
    <T> T write(Writing<T> writing) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            T result = writing.into(inserter);
            inserter.flush();
            return result;
        }
    }

    /** What inserts objects. */
    @FunctionalInterface
    interface Writing<T> {
        T into(ObjectInserter inserter) throws IOException;
    }

    File folder() {
        return repository.getDirectory();
    }

    Path objects() {
        return objects;
    }

    @Override
    public void close() {
        repository.close();
    }
}
