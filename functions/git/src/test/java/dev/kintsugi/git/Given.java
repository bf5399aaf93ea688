package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the tests of a workspace have in common. */
final class Given {
    static final Branch TASK = Branch.ofTask("shop-1a2b3c", "t1");
    static final Branch TRUNK = Branch.ofProject("shop-1a2b3c");
    static final Signature AUTHOR =
            new Signature("Kintsugi", "kintsugi@example.com", Instant.ofEpochSecond(1_750_000_000));

    private Given() {}

    static Workspace open(Path repository, Path cache) {
        Opening opening =
                new JGitWorkspaces(cache, InstantSource.system(), TokenSource.none()).open(repository.toString());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).workspace();
    }

    static Opening.Refused refused(String repository, Path cache) {
        Opening opening = new JGitWorkspaces(cache, InstantSource.system(), TokenSource.none()).open(repository);
        assertThat(opening).isInstanceOf(Opening.Refused.class);
        return (Opening.Refused) opening;
    }

    static CommitId id(String hex) {
        return new CommitId(hex);
    }

    static FileChange put(String path, String content) {
        return new FileChange.Put(path, FileContent.of(content));
    }

    static TreeId written(Workspace workspace, TreeId tree, FileChange... changes) {
        WriteOutcome outcome = workspace.write(tree, List.of(changes));
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) outcome).tree();
    }

    static CommitFacts facts(TreeId tree, String message, CommitId... parents) {
        return new CommitFacts(List.of(parents), tree, AUTHOR, message);
    }

    /** A commit on a parent, with changes. */
    static CommitId commit(Workspace workspace, CommitId parent, String message, FileChange... changes) {
        return workspace.commit(facts(written(workspace, workspace.treeOf(parent), changes), message, parent));
    }

    /** The intent to push a commit on a parent, with changes. */
    static PushIntent intent(
            Workspace workspace, Branch branch, Optional<CommitId> expected, CommitId parent, FileChange... changes) {
        TreeId tree = written(workspace, workspace.treeOf(parent), changes);
        return workspace.intent(branch, expected, facts(tree, "t1/cycle-1: change", parent));
    }

    static CommitId pushed(Workspace workspace, Branch branch, CommitId parent, FileChange... changes) {
        PushIntent intent = intent(workspace, branch, workspace.head(branch), parent, changes);
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
        return intent.commit();
    }

    static String text(Workspace workspace, TreeId tree, String path) {
        FileAt file = workspace.read(tree, path);
        assertThat(file).isInstanceOf(FileAt.Found.class);
        return new String(((FileAt.Found) file).content().bytes(), UTF_8);
    }
}
