package dev.kintsugi.core.edit.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {
    @TempDir
    private Path work;

    private Path root;
    private Path outside;

    @BeforeEach
    void a_root_and_something_outside() throws IOException {
        root = Files.createDirectory(work.resolve("root"));
        outside = Files.createDirectory(work.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "x\n");
    }

    @Test
    void a_link_that_leaves_the_root_is_refused_at_any_level() throws IOException {
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("secret.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("dangling.txt"), outside.resolve("new.txt"));

        for (String path : new String[] {"folder/secret.txt", "folder/new.txt", "secret.txt", "dangling.txt"}) {
            assertThat(kindFor(path)).as(path).isEqualTo(Reason.Kind.OUTSIDE);
        }
        assertThat(outside.resolve("secret.txt")).hasContent("x\n");
        assertThat(outside.resolve("new.txt")).doesNotExist();
    }

    @Test
    void a_link_into_git_is_refused() throws IOException {
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "x\n");
        Files.createSymbolicLink(root.resolve("innocent"), root.resolve(".git"));

        assertThat(kindFor("innocent/config")).isEqualTo(Reason.Kind.OUTSIDE);
    }

    @Test
    void a_link_inside_the_root_keeps_pointing_to_the_file_that_is_edited() throws IOException {
        Files.writeString(root.resolve("real.txt"), "x\n");
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("real.txt"));

        apply("link.txt");

        assertThat(root.resolve("real.txt")).hasContent("y\n");
        assertThat(Files.isSymbolicLink(root.resolve("link.txt"))).isTrue();
    }

    @Test
    void permissions_stay_as_they_were_and_no_temporary_file_is_left() throws IOException {
        Path script = root.resolve("run.sh");
        Files.writeString(script, "x\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));

        apply("run.sh");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-x--x");
        try (var files = Files.list(root)) {
            assertThat(files).containsExactly(script);
        }
    }

    @Test
    void a_folder_and_a_file_below_a_file_are_no_files() throws IOException {
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(root.resolve("file"), "x\n");

        assertThat(kindFor("folder")).isEqualTo(Reason.Kind.NOT_A_FILE);
        assertThat(kindFor("file/below")).isEqualTo(Reason.Kind.NOT_A_FILE);
    }

    @Test
    void a_file_is_edited_up_to_the_maximum_and_not_beyond() throws IOException {
        String line = "y".repeat(1023) + "\n";
        String most = "x\n" + line.repeat(SourceTree.MAXIMUM_FILE_BYTES / 1024 - 1) + "y".repeat(1021) + "\n";
        Files.writeString(root.resolve("large.txt"), most);
        assertThat(Files.size(root.resolve("large.txt"))).isEqualTo(SourceTree.MAXIMUM_FILE_BYTES);
        assertThat(apply("large.txt").isComplete()).isTrue();

        Files.writeString(root.resolve("large.txt"), most + "!");
        assertThat(kindFor("large.txt")).isEqualTo(Reason.Kind.TOO_LARGE);
    }

    @Test
    void a_new_file_gets_its_folders_and_a_deleted_one_is_gone() throws IOException {
        Files.writeString(root.resolve("old.txt"), "x\n");
        String patch = "*** Begin Patch\n*** Add File: a/b/c.txt\n+new\n*** Delete File: old.txt\n*** End Patch\n";

        EditReport report = Editor.apply(DirectoryTree.at(root), ReplyReader.read(patch), Targets.ANY);

        assertThat(report.isComplete()).isTrue();
        assertThat(root.resolve("a/b/c.txt")).hasContent("new\n");
        assertThat(root.resolve("old.txt")).doesNotExist();
    }

    private EditReport apply(String path) throws IOException {
        String reply = "FILE: " + path + "\nFIND:\nx\nREPLACE:\ny\nEND\n";
        return Editor.apply(DirectoryTree.at(root), ReplyReader.read(reply), Targets.ANY);
    }

    private Reason.Kind kindFor(String path) throws IOException {
        return ((Outcome.Failed) apply(path).outcomes().get(0)).reason().kind();
    }
}
