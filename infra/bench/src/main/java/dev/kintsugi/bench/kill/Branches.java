package dev.kintsugi.bench.kill;

import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The branches of ours that a user finds in the repository.
 *
 * @param heads the commit of each by its name
 * @param trees the files of each, as one id
 */
record Branches(Map<String, String> heads, Map<String, String> trees) {
    private static final String OURS = "refs/heads/kintsugi/";

    static Branches of(Path repository) throws IOException {
        UserRepository.at(repository);
        try (FileRepository opened = open(repository);
                RevWalk walk = new RevWalk(opened)) {
            Map<String, String> heads = new TreeMap<>();
            Map<String, String> trees = new TreeMap<>();
            for (Ref ref : opened.getRefDatabase().getRefsByPrefix(OURS)) {
                RevCommit head = walk.parseCommit(ref.getObjectId());
                heads.put(ref.getName(), head.name());
                trees.put(ref.getName(), head.getTree().name());
            }
            return new Branches(heads, trees);
        }
    }

    /** Which of these branches' commits are not on the branch of the same name now, in words. */
    static List<String> lost(Path repository, Branches before) throws IOException {
        List<String> lost = new ArrayList<>();
        try (FileRepository opened = open(repository);
                RevWalk walk = new RevWalk(opened)) {
            for (Map.Entry<String, String> head : before.heads().entrySet()) {
                ObjectId now = opened.resolve(head.getKey());
                if (now == null) {
                    lost.add(head.getKey() + " is gone");
                } else if (!walk.isMergedInto(
                        walk.parseCommit(ObjectId.fromString(head.getValue())), walk.parseCommit(now))) {
                    lost.add("%s was at %s, which %s does not contain"
                            .formatted(head.getKey(), head.getValue(), now.name()));
                }
            }
        }
        return lost;
    }

    private static FileRepository open(Path repository) throws IOException {
        return new FileRepository(repository.resolve(".git").toFile());
    }
}
