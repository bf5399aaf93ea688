package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository with a working tree, as its user sees it: what the commands tell people about it. Work never goes
 * through here, for it needs no working tree.
 */
public final class UserRepository {
    private final Path folder;

    private UserRepository(Path folder) {
        this.folder = folder;
    }

    public static UserRepository at(Path folder) {
        QuietSystem.install();
        return new UserRepository(folder);
    }

    /** Makes a folder of files a repository with one commit on the branch {@code main}. */
    public static UserRepository create(Path folder, Signature author, String message) throws IOException {
        QuietSystem.install();
        PersonIdent person = new PersonIdent(author.name(), author.email(), author.time(), ZoneOffset.UTC);
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setAuthor(person)
                    .setCommitter(person)
                    .setMessage(message)
                    .setSign(false)
                    .setNoVerify(true)
                    .call();
            return new UserRepository(folder);
        } catch (GitAPIException refused) {
            throw new IOException(folder + " could not be made a repository: " + refused.getMessage(), refused);
        }
    }

    /**
     * Files whose content is in no commit: changed, staged, deleted or new, in order. None where there is no working
     * tree or it cannot be read, for this is only ever told, never decided by.
     */
    public List<String> uncommitted() {
        try (FileRepository repository = open();
                Git git = new Git(repository)) {
            Status status = git.status().call();
            Set<String> files = new TreeSet<>(status.getUncommittedChanges());
            files.addAll(status.getUntracked());
            return List.copyOf(files);
        } catch (IOException | GitAPIException | NoWorkTreeException | Refusal unreadable) {
            return List.of();
        }
    }

    /**
     * A commit of a branch.
     *
     * @param landed the commits that it brought in by merging, newest first; none when it is no merge
     */
    public record Logged(String id, String subject, List<Logged> landed) {
        public Logged {
            landed = List.copyOf(landed);
        }
    }

    /** The branch's own commits since {@code base}, newest first, each merge with what it brought in. */
    public List<Logged> log(String branch, String base, int most) throws IOException {
        try (FileRepository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            ObjectId head = repository.resolve(branch);
            ObjectId since = repository.resolve(base);
            List<Logged> log = new ArrayList<>();
            for (RevCommit at = head == null ? null : walk.parseCommit(head);
                    at != null && !at.equals(since) && log.size() < most;
                    at = at.getParentCount() == 0 ? null : walk.parseCommit(at.getParent(0))) {
                log.add(new Logged(at.name(), at.getShortMessage(), broughtBy(at, repository)));
            }
            return log;
        } catch (Refusal noRepository) {
            throw new IOException(noRepository.getMessage(), noRepository);
        }
    }

    private static List<Logged> broughtBy(RevCommit merge, FileRepository repository) throws IOException {
        if (merge.getParentCount() < 2) {
            return List.of();
        }
        List<Logged> brought = new ArrayList<>();
        Set<ObjectId> shown = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(merge.getParent(1)));
            walk.markUninteresting(walk.parseCommit(merge.getParent(0)));
            for (RevCommit commit : walk) {
                if (shown.add(commit.getId())) {
                    brought.add(new Logged(commit.name(), commit.getShortMessage(), List.of()));
                }
            }
        }
        return brought;
    }

    private FileRepository open() throws IOException, Refusal {
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .setGitDir(LocalRepository.at(folder).head().toFile());
        if (Files.exists(folder.resolve(Constants.DOT_GIT))) {
            builder.setWorkTree(folder.toFile());
        }
        return (FileRepository) builder.build();
    }
}
