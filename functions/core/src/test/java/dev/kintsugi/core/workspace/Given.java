package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What tests that work in a repository have in common. */
public final class Given {
    public static final Branch TASK = Branch.ofTask("shop-1a2b3c", "t1");
    public static final Branch TRUNK = Branch.ofProject("shop-1a2b3c");
    public static final Signature AUTHOR =
            new Signature("Kintsugi", "kintsugi@example.com", Instant.ofEpochSecond(1_750_000_000));

    private Given() {}

    public static CommitId id(String hex) {
        return new CommitId(hex);
    }

    public static FileChange put(String path, String content) {
        return new FileChange.Put(path, FileContent.of(content));
    }

    public static TreeId written(Workspace workspace, TreeId tree, FileChange... changes) {
        WriteOutcome outcome = workspace.write(tree, List.of(changes));
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) outcome).tree();
    }

    public static CommitFacts facts(TreeId tree, String message, CommitId... parents) {
        return new CommitFacts(List.of(parents), tree, AUTHOR, message);
    }

    /** A commit on a parent, with changes. */
    public static CommitId commit(Workspace workspace, CommitId parent, String message, FileChange... changes) {
        return workspace.commit(facts(written(workspace, workspace.treeOf(parent), changes), message, parent));
    }

    /** The intent to push a commit on a parent, with changes. */
    public static PushIntent intent(
            Workspace workspace, Branch branch, Optional<CommitId> expected, CommitId parent, FileChange... changes) {
        TreeId tree = written(workspace, workspace.treeOf(parent), changes);
        return workspace.intent(branch, expected, facts(tree, "t1/cycle-1: change", parent));
    }

    public static CommitId pushed(Workspace workspace, Branch branch, CommitId parent, FileChange... changes) {
        PushIntent intent = intent(workspace, branch, workspace.head(branch), parent, changes);
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
        return intent.commit();
    }

    public static String text(Workspace workspace, TreeId tree, String path) {
        FileAt file = workspace.read(tree, path);
        assertThat(file).isInstanceOf(FileAt.Found.class);
        return new String(((FileAt.Found) file).content().bytes(), UTF_8);
    }
}
