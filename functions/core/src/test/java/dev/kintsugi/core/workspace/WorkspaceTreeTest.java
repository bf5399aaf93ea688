package dev.kintsugi.core.workspace;

import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static dev.kintsugi.core.workspace.Given.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree.Entry;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Edits on a commit: what they read and what becomes of what they write. */
class WorkspaceTreeTest {
    private final InMemoryRepository repository =
            InMemoryRepository.of(Map.of("a.txt", "one\n", "src/b.txt", "two\n", "run.sh", "#!/bin/sh\n"));
    private final InMemoryWorkspace workspace = repository.open();

    private TreeId after(WorkspaceTree tree) {
        assertThat(tree.written()).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) tree.written()).tree();
    }

    @Test
    void edits_of_a_reply_make_a_new_tree_and_leave_the_old_one() {
        WorkspaceTree tree = WorkspaceTree.at(workspace, repository.base());
        String reply = """
                FILE: a.txt
                FIND:
                one
                REPLACE:
                uno
                END

                FILE: src/b.txt
                FIND:
                three
                REPLACE:
                tre
                END
                """;

        EditReport report = Editor.apply(tree, ReplyReader.read(reply), Targets.ANY);

        assertThat(report.outcomes()).hasSize(2);
        assertThat(report.outcomes().get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(report.outcomes().get(1)).isInstanceOf(Outcome.Failed.class);
        assertThat(text(workspace, after(tree), "a.txt")).isEqualTo("uno\n");
        assertThat(text(workspace, workspace.treeOf(repository.base()), "a.txt"))
                .isEqualTo("one\n");
    }

    @Test
    void nothing_changed_is_the_tree_before() {
        WorkspaceTree tree = WorkspaceTree.at(workspace, repository.base());
        tree.write("new", "1".getBytes(UTF_8));
        tree.delete("new");

        assertThat(after(tree)).isEqualTo(workspace.treeOf(repository.base()));
    }

    @Test
    void what_is_no_file_is_refused_with_the_reason() {
        WorkspaceTree tree = WorkspaceTree.at(workspace, repository.base());

        assertThat(tree.look("src")).isEqualTo(new Entry.Refused(Reason.of(Reason.Kind.NOT_A_FILE, "src is a folder")));
        assertThat(tree.look("a.txt/below"))
                .isEqualTo(new Entry.Refused(Reason.of(Reason.Kind.NOT_A_FILE, "a.txt/below lies below a file")));
        assertThat(tree.look(".git/config"))
                .isEqualTo(new Entry.Refused(Reason.of(Reason.Kind.OUTSIDE, ".git/config")));
        assertThat(tree.look("src/nothing")).isEqualTo(new Entry.Missing());
    }

    @Test
    void a_name_cannot_become_a_file_and_a_folder() {
        WorkspaceTree tree = WorkspaceTree.at(workspace, repository.base());
        tree.write("fresh", "1".getBytes(UTF_8));

        assertThatThrownBy(() -> tree.write("fresh/below", "2".getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("fresh cannot be a file and a folder");
        assertThat(text(workspace, after(tree), "fresh")).isEqualTo("1");
    }

    @Test
    void lists_what_is_there_now() {
        WorkspaceTree tree = WorkspaceTree.at(workspace, repository.base());
        tree.write("new", "1".getBytes(UTF_8));
        tree.delete("a.txt");

        assertThat(tree.paths()).containsExactly("new", "run.sh", "src/b.txt");
        assertThat(tree.look("a.txt")).isEqualTo(new Entry.Missing());
        assertThat(tree.changes()).containsExactly(put("new", "1"), new FileChange.Delete("a.txt"));
    }

    @Test
    void a_script_that_moves_stays_executable() {
        TreeId before =
                written(workspace, workspace.treeOf(repository.base()), new FileChange.SetExecutable("run.sh", true));
        WorkspaceTree tree = WorkspaceTree.of(workspace, before);
        tree.write("bin/start", "#!/bin/sh\n".getBytes(UTF_8));
        tree.write("other", "text\n".getBytes(UTF_8));
        tree.delete("run.sh");

        assertThat(workspace.read(after(tree), "bin/start"))
                .isEqualTo(new FileAt.Found(FileContent.of("#!/bin/sh\n"), true));
        assertThat(workspace.read(after(tree), "other")).isEqualTo(new FileAt.Found(FileContent.of("text\n"), false));
    }
}
