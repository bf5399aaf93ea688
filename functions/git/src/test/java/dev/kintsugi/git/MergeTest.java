package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.commit;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static dev.kintsugi.core.workspace.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeConflict.Kind;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which two sides can meet has one defined result. */
class MergeTest {
    private static final byte[] BINARY = {0, 1, 2, 3};

    @TempDir
    Path temporary;

    private GitCommand git;
    private Workspace workspace;

    @BeforeEach
    void anEmptyPlace() {
        git = GitCommand.init(temporary.resolve("repository"));
        git.file("lines", "1\n2\n3\n4\n5\n6\n7\n").file("other", "same\n").file("dir/below", "below\n");
        git.file("image", BINARY).file("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        git.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
        git.commitAll("base");
        workspace = Repositories.open(git.folder(), temporary.resolve("cache"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private CommitId base() {
        return id(git.run("rev-parse", "main"));
    }

    private MergeOutcome merged(FileChange ours, FileChange theirs) {
        return workspace.merge(
                base(), commit(workspace, base(), "ours", ours), commit(workspace, base(), "theirs", theirs));
    }

    private List<MergeConflict> conflicts(MergeOutcome outcome) {
        assertThat(outcome).isInstanceOf(MergeOutcome.Conflicting.class);
        return ((MergeOutcome.Conflicting) outcome).conflicts();
    }

    @Test
    void changes_of_different_lines_fit_together() {
        MergeOutcome outcome =
                merged(put("lines", "one\n2\n3\n4\n5\n6\n7\n"), put("lines", "1\n2\n3\n4\n5\n6\nseven\n"));

        assertThat(outcome).isInstanceOf(MergeOutcome.Clean.class);
        assertThat(text(workspace, outcome.tree(), "lines")).isEqualTo("one\n2\n3\n4\n5\n6\nseven\n");
    }

    @Test
    void changes_of_the_same_lines_stay_both_between_markers() {
        CommitId ours = commit(workspace, base(), "ours", put("lines", "1\n2\n3\nfour\n5\n6\n7\n"));
        CommitId theirs = commit(workspace, base(), "theirs", put("lines", "1\n2\n3\nvier\n5\n6\n7\n"));

        MergeOutcome outcome = workspace.merge(base(), ours, theirs);

        assertThat(conflicts(outcome)).containsExactly(new MergeConflict("lines", Kind.CONTENT, Optional.empty()));
        assertThat(text(workspace, outcome.tree(), "lines"))
                .isEqualTo("1\n2\n3\n<<<<<<< ours " + ours.hex().substring(0, 12)
                        + "\nfour\n=======\nvier\n>>>>>>> theirs "
                        + theirs.hex().substring(0, 12) + "\n5\n6\n7\n");
    }

    @Test
    void a_conflict_stands_until_its_markers_are_gone() {
        MergeOutcome outcome = merged(put("lines", "a\n"), put("lines", "b\n"));
        List<MergeConflict> conflicts = conflicts(outcome);

        assertThat(workspace.unresolved(outcome.tree(), conflicts)).isEqualTo(conflicts);
        TreeId half = written(workspace, outcome.tree(), put("lines", "a\n>>>>>>> theirs\n"));
        assertThat(workspace.unresolved(half, conflicts)).isEqualTo(conflicts);
        TreeId solved = written(workspace, outcome.tree(), put("lines", "a\n=======\nb\n"));
        assertThat(workspace.unresolved(solved, conflicts)).isEmpty();
    }

    @Test
    void a_file_added_on_both_sides_holds_both() {
        MergeOutcome outcome = merged(put("new", "ours\n"), put("new", "theirs\n"));

        assertThat(conflicts(outcome)).containsExactly(new MergeConflict("new", Kind.BOTH_ADDED, Optional.empty()));
        assertThat(text(workspace, outcome.tree(), "new")).contains("\nours\n=======\ntheirs\n>>>>>>> ");
    }

    @Test
    void the_same_file_added_on_both_sides_is_no_conflict() {
        assertThat(merged(put("new", "same\n"), put("new", "same\n"))).isInstanceOf(MergeOutcome.Clean.class);
    }

    @Test
    void what_one_side_deleted_and_the_other_changed_stays_between_markers() {
        MergeOutcome outcome = merged(new FileChange.Delete("other"), put("other", "changed"));

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("other", Kind.DELETED_AND_CHANGED, Optional.empty()));
        assertThat(text(workspace, outcome.tree(), "other"))
                .startsWith("<<<<<<< ours ")
                .contains(" (deleted)\n=======\nchanged\n>>>>>>> theirs ");
        MergeOutcome reverse = merged(put("other", "changed\n"), new FileChange.Delete("other"));
        assertThat(text(workspace, reverse.tree(), "other")).contains("\nchanged\n=======\n>>>>>>> theirs ");
    }

    @Test
    void a_binary_file_changed_on_both_sides_stands_beside() {
        MergeOutcome outcome = merged(
                new FileChange.Put("image", FileContent.of(new byte[] {0, 1})),
                new FileChange.Put("image", FileContent.of(new byte[] {0, 2})));

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("image", Kind.BINARY, Optional.of("image~theirs")));
        assertThat(((FileAt.Found) workspace.read(outcome.tree(), "image"))
                        .content()
                        .bytes())
                .containsExactly(0, 1);
        assertThat(((FileAt.Found) workspace.read(outcome.tree(), "image~theirs"))
                        .content()
                        .bytes())
                .containsExactly(0, 2);
        TreeId solved = written(workspace, outcome.tree(), new FileChange.Delete("image~theirs"));
        assertThat(workspace.unresolved(outcome.tree(), conflicts(outcome))).hasSize(1);
        assertThat(workspace.unresolved(solved, conflicts(outcome))).isEmpty();
    }

    @Test
    void a_binary_file_that_one_side_deleted_stands_beside_its_empty_place() {
        MergeOutcome outcome =
                merged(new FileChange.Delete("image"), new FileChange.Put("image", FileContent.of(new byte[] {0, 2})));

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("image", Kind.DELETED_AND_CHANGED, Optional.of("image~theirs")));
        assertThat(workspace.read(outcome.tree(), "image")).isEqualTo(new FileAt.Missing());
    }

    @Test
    void the_lines_of_large_file_pointers_are_never_mixed() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:";

        MergeOutcome outcome = merged(put("pointer", pointer + "1\nsize 1\n"), put("pointer", pointer + "0\nsize 2\n"));

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("pointer", Kind.BINARY, Optional.of("pointer~theirs")));
    }

    @Test
    void an_executable_bit_is_merged_apart_from_the_content() {
        MergeOutcome outcome = merged(new FileChange.SetExecutable("other", true), put("other", "changed\n"));

        assertThat(outcome).isInstanceOf(MergeOutcome.Clean.class);
        FileAt.Found merged = (FileAt.Found) workspace.read(outcome.tree(), "other");
        assertThat(merged.executable()).isTrue();
        assertThat(merged.content().bytes()).asString().isEqualTo("changed\n");
    }

    @Test
    void a_file_and_a_folder_of_one_name_both_stay() {
        CommitId ours = commit(workspace, base(), "ours", put("place", "file\n"));
        CommitId theirs = commit(workspace, base(), "theirs", put("place/inside", "inside\n"));

        MergeOutcome outcome = workspace.merge(base(), ours, theirs);

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("place", Kind.TYPE, Optional.of("place~ours")));
        assertThat(text(workspace, outcome.tree(), "place/inside")).isEqualTo("inside\n");
        assertThat(text(workspace, outcome.tree(), "place~ours")).isEqualTo("file\n");
    }

    @Test
    void links_and_submodules_that_both_moved_keep_our_side() {
        CommitId ours = byGit("ln -s here", "2");
        CommitId theirs = byGit("ln -s there", "3");

        MergeOutcome outcome = workspace.merge(base(), ours, theirs);

        assertThat(conflicts(outcome))
                .containsExactly(
                        new MergeConflict("link", Kind.SYMLINK, Optional.of("link~theirs")),
                        new MergeConflict("module", Kind.SUBMODULE, Optional.empty()));
        assertThat(workspace.read(outcome.tree(), "link~theirs")).isEqualTo(new FileAt.NotAFile(EntryKind.SYMLINK));
        assertThat(workspace.read(outcome.tree(), "module")).isEqualTo(new FileAt.NotAFile(EntryKind.SUBMODULE));
    }

    private CommitId byGit(String target, String digit) {
        String blob =
                git.pipe(target.getBytes(java.nio.charset.StandardCharsets.UTF_8), "hash-object", "-w", "--stdin");
        git.run("read-tree", "main");
        git.run("update-index", "--add", "--cacheinfo", "120000," + blob + ",link");
        git.run("update-index", "--add", "--cacheinfo", "160000," + digit.repeat(40) + ",module");
        String commit = git.run("commit-tree", "-p", "main", "-m", "side", git.run("write-tree"));
        git.run("read-tree", "main");
        return id(commit);
    }

    @Test
    void a_link_on_one_side_and_a_file_on_the_other_both_stay() {
        CommitId ours = byGit("target", "1");
        CommitId theirs = commit(workspace, base(), "theirs", put("link", "a file\n"));

        MergeOutcome outcome = workspace.merge(base(), ours, theirs);

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("link", Kind.TYPE, Optional.of("link~theirs")));
    }

    @Test
    void a_folder_deleted_on_one_side_keeps_only_what_the_other_changed_in_it() {
        CommitId start = commit(workspace, base(), "start", put("dir/second", "2\n"));
        CommitId ours = commit(
                workspace, start, "ours", new FileChange.Delete("dir/below"), new FileChange.Delete("dir/second"));
        CommitId theirs = commit(workspace, start, "theirs", put("dir/below", "changed\n"));

        MergeOutcome outcome = workspace.merge(start, ours, theirs);

        assertThat(conflicts(outcome))
                .containsExactly(new MergeConflict("dir/below", Kind.DELETED_AND_CHANGED, Optional.empty()));
        assertThat(workspace.read(outcome.tree(), "dir/second")).isEqualTo(new FileAt.Missing());
    }

    @Test
    void where_history_crossed_the_bases_are_merged_first() {
        CommitId one = commit(workspace, base(), "one", put("lines", "one\n2\n3\n4\n5\n6\n7\n"));
        CommitId two = commit(workspace, base(), "two", put("lines", "1\n2\n3\n4\n5\n6\ntwo\n"));
        TreeId both = workspace.merge(base(), one, two).tree();
        CommitId left = workspace.commit(Given.facts(both, "left", one, two));
        CommitId right = workspace.commit(Given.facts(both, "right", two, one));
        CommitId ours = commit(workspace, left, "ours", put("lines", "one\n2\n3\nfour\n5\n6\ntwo\n"));
        CommitId theirs = commit(workspace, right, "theirs", put("other", "more\n"));

        MergeOutcome outcome = workspace.merge(ours, theirs);

        assertThat(outcome).isInstanceOf(MergeOutcome.Clean.class);
        assertThat(text(workspace, outcome.tree(), "lines")).isEqualTo("one\n2\n3\nfour\n5\n6\ntwo\n");
        assertThat(text(workspace, outcome.tree(), "other")).isEqualTo("more\n");
    }

    @Test
    void trees_without_a_common_ancestor_are_merged_as_if_both_were_new() {
        CommitId root = workspace.commit(Given.facts(
                written(workspace, new TreeId("4b825dc642cb6eb9a060e54bf8d69288fbee4904"), put("x", "x\n")), "root"));

        MergeOutcome outcome = workspace.merge(base(), root);

        assertThat(outcome).isInstanceOf(MergeOutcome.Clean.class);
        assertThat(text(workspace, outcome.tree(), "x")).isEqualTo("x\n");
        assertThat(text(workspace, outcome.tree(), "other")).isEqualTo("same\n");
    }
}
