package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** What names mean in a repository on this machine, and which of them stand in the way of a branch of ours. */
final class LocalNames {
    /** Most branches that a message names. */
    static final int MAXIMUM_NAMED = 10;

    private static final int SHORTEST_COMMIT = 7;
    private static final List<String> PLACES = List.of(Constants.R_HEADS, Constants.R_TAGS, Constants.R_REMOTES, "");

    private final FileRepository repository;
    private final LocalRepository place;

    LocalNames(FileRepository repository, LocalRepository place) {
        this.repository = repository;
        this.place = place;
    }

    /** The commit that the user's HEAD is at, detached or not. */
    Optional<ObjectId> head() throws IOException {
        String head = ownHead();
        if (!head.startsWith("ref: ")) {
            return ObjectId.isId(head) ? Optional.of(ObjectId.fromString(head)) : Optional.empty();
        }
        Ref ref = repository.getRefDatabase().exactRef(head.substring("ref: ".length()));
        return ref == null ? Optional.empty() : Optional.ofNullable(ref.getObjectId());
    }

    Resolution resolve(String base) throws IOException {
        if (base.isEmpty()) {
            String head = ownHead();
            Optional<ObjectId> commit = head();
            if (commit.isEmpty()) {
                return new Resolution.Unknown("HEAD is at '" + head.replace("ref: refs/heads/", "")
                        + "', which has no commit yet; name a base: " + branches());
            }
            return new Resolution.Found(
                    new CommitId(commit.get().name()),
                    head.startsWith("ref: ") ? shortened(head.substring(5)) : "HEAD");
        }
        for (String where : PLACES) {
            Ref ref = where.isEmpty() && !base.startsWith("refs/")
                    ? null
                    : repository.getRefDatabase().exactRef(where + base);
            if (ref != null && ref.getObjectId() != null) {
                return commit(ref.getObjectId(), base);
            }
        }
        return byId(base);
    }

    private Resolution byId(String base) throws IOException {
        if (base.length() < SHORTEST_COMMIT || !AbbreviatedObjectId.isId(base)) {
            return new Resolution.Unknown("There is no branch, tag or commit '" + base + "'; branches: " + branches());
        }
        List<ObjectId> commits = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(base))) {
                if (reader.has(id) && reader.open(id).getType() == Constants.OBJ_COMMIT) {
                    commits.add(id);
                }
            }
        }
        if (commits.size() != 1) {
            return new Resolution.Unknown(
                    commits.isEmpty()
                            ? "There is no commit '" + base + "'"
                            : "'" + base + "' begins several commits; write it in full");
        }
        return new Resolution.Found(new CommitId(commits.getFirst().name()), base);
    }

    private Resolution commit(ObjectId id, String name) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            return new Resolution.Found(new CommitId(commit.name()), name);
        } catch (IncorrectObjectTypeException other) {
            return new Resolution.Unknown("'" + name + "' names no commit");
        } catch (MissingObjectException gone) {
            return new Resolution.Unknown("'" + name + "' names a commit that is not there: " + id.name());
        }
    }

    private String branches() throws IOException {
        List<Ref> heads = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
        String named = heads.stream()
                .limit(MAXIMUM_NAMED)
                .map(ref -> shortened(ref.getName()))
                .collect(Collectors.joining(", "));
        return heads.isEmpty() ? "none" : heads.size() > MAXIMUM_NAMED ? named + " ..." : named;
    }

    private static String shortened(String ref) {
        return ref.startsWith(Constants.R_HEADS) ? ref.substring(Constants.R_HEADS.length()) : ref;
    }

    /** Why a branch of ours must not be moved now. */
    Optional<String> obstacle(Branch branch) throws IOException {
        for (String ref = parent(branch.ref()); ref != null; ref = parent(ref)) {
            Ref other = repository.getRefDatabase().exactRef(ref);
            if (other != null) {
                return Optional.of("the branch '" + shortened(ref) + "' stands in the way of '" + branch
                        + "'; rename it: git branch -m " + shortened(ref) + " <other name>");
            }
        }
        String checkedOut = "ref: " + branch.ref();
        for (Path worktree : worktrees()) {
            if (headText(worktree).equals(checkedOut) && !isBareHead(worktree)) {
                return Optional.of("the branch '" + branch + "' is checked out (" + worktree
                        + "), and files there would no longer fit it; check out another branch, or look at it with"
                        + " git switch --detach " + branch);
            }
        }
        return Optional.empty();
    }

    private boolean isBareHead(Path worktree) {
        return worktree.equals(place.common()) && repository.getConfig().getBoolean("core", "bare", false);
    }

    private List<Path> worktrees() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(place.common()));
        Path linked = place.common().resolve("worktrees");
        if (Files.isDirectory(linked)) {
            try (Stream<Path> each = Files.list(linked)) {
                each.filter(LocalNames::isStillThere).forEach(folders::add);
            }
        }
        return folders;
    }

    /** A worktree that was deleted by hand leaves its entry behind, and nobody works there. */
    private static boolean isStillThere(Path entry) {
        try {
            return Files.exists(
                    Path.of(Files.readString(entry.resolve("gitdir")).strip()));
        } catch (IOException | InvalidPathException unknown) {
            return true;
        }
    }

    private static @Nullable String parent(String ref) {
        int slash = ref.lastIndexOf('/');
        String parent = slash < 0 ? "" : ref.substring(0, slash);
        return parent.length() > Constants.R_HEADS.length() ? parent : null;
    }

    /** With reftables the file only says that the name is kept elsewhere. */
    private String ownHead() throws IOException {
        String text = headText(place.head());
        Ref head = text.contains(".invalid") ? repository.getRefDatabase().exactRef(Constants.HEAD) : null;
        if (head == null) {
            return text;
        }
        ObjectId id = head.getObjectId();
        return head.isSymbolic() || id == null ? "ref: " + head.getLeaf().getName() : id.name();
    }

    private static String headText(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(Constants.HEAD)).strip();
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
