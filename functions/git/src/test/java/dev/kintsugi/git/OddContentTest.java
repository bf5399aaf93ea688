package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.TRUNK;
import static dev.kintsugi.core.workspace.Given.facts;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static dev.kintsugi.core.workspace.Given.written;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.workspace.CheckedOut;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.SearchFor;
import dev.kintsugi.core.workspace.SearchOutcome;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and contents that most programs get wrong survive untouched, and hostile ones get nowhere. */
class OddContentTest {
    private static final String LATIN1 = "caf\u00e9.txt";

    @TempDir
    Path temporary;

    private GitCommand git;
    private Workspace workspace;
    private CommitId base;

    @BeforeEach
    void aRepositoryOfOddities() {
        git = GitCommand.init(temporary.resolve("repository"));
        git.file(".gitattributes", "*.bat text eol=crlf\n")
                .file("run.sh", "#!/bin/sh\n")
                .file("start.bat", "@echo\r\n");
        git.file("Makefile", "all:\n").commitAll("plain");
        String blob = git.pipe("odd\n".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String link = git.pipe("../outside".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String inside = git.pipe("run.sh".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String index = "100644 " + blob + "\t" + LATIN1 + "\n"
                + "100644 " + blob + "\tcaf\u00c3\u00a9.txt\n"
                + "100644 " + blob + "\tmakefile\n"
                + "100644 " + blob + "\tdeep/back\\slash\n"
                + "120000 " + link + "\tleaves\n"
                + "120000 " + inside + "\tstays\n"
                + "160000 " + "1".repeat(40) + "\tmodule\n";
        git.pipe(
                index.replace("\\", "\\\\")
                        .replace("deep/back\\\\slash", "\"deep/back\\\\slash\"")
                        .getBytes(ISO_8859_1),
                "update-index",
                "--add",
                "--index-info");
        git.run("update-index", "--chmod=+x", "run.sh");
        git.run("commit", "-q", "-m", "odd");
        base = id(git.run("rev-parse", "HEAD"));
        workspace = Repositories.open(git.folder(), temporary.resolve("cache"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void everything_that_is_not_touched_stays_as_it_is() {
        CommitId commit = pushed(workspace, TASK, base, put("new", "new\n"), put("deep/new", "new\n"));

        String changed = git.run("diff-tree", "-r", "--name-status", base.hex(), commit.hex());
        assertThat(changed.lines()).containsExactly("A\tdeep/new", "A\tnew");
        git.fsck();
    }

    @Test
    void a_merge_of_oddities_is_made_again_on_another_machine_from_the_intent_alone() {
        CommitId plain = id(git.run("rev-parse", "HEAD~1"));
        CommitId ours = pushed(workspace, TRUNK, plain, put("run.sh", "#!/bin/bash\n"), put("stays/below", "1\n"));
        TreeId merged = workspace.merge(ours, base).tree();
        PushIntent intent = workspace.intent(TRUNK, Optional.of(ours), facts(merged, "t1: land", ours, base));
        PushIntent back = workspace.intent(
                TRUNK, Optional.of(intent.commit()), facts(workspace.treeOf(plain), "back", intent.commit()));

        try (Workspace other = Repositories.open(git.folder(), temporary.resolve("other"))) {
            assertThat(other.push(intent)).isEqualTo(new PushOutcome.Accepted());
            assertThat(other.push(back)).isEqualTo(new PushOutcome.Accepted());
        }
        assertThat(git.run("ls-tree", "-r", intent.commit().hex()).lines())
                .anyMatch(line -> line.startsWith("160000"))
                .anyMatch(line -> line.startsWith("120000"))
                .anyMatch(line -> line.startsWith("100755"));
        git.fsck();
    }

    @Test
    void a_name_that_is_no_text_can_be_listed_read_and_told_from_its_neighbour() {
        TreeId tree = workspace.treeOf(base);

        assertThat(workspace.list(tree, path -> path.contains("caf"), 10).entries())
                .extracting(entry -> entry.path())
                .containsExactly("café.txt", "\"caf\\351.txt\"");
        assertThat(text(workspace, tree, "\"caf\\351.txt\"")).isEqualTo("odd\n");
        assertThat(text(workspace, tree, "\"deep/back\\\\slash\"")).isEqualTo("odd\n");
        assertThat(workspace.read(tree, "deep/back\\slash")).isEqualTo(new FileAt.Unsafe());
        TreeId without = written(workspace, tree, new FileChange.Delete("café.txt"), put("Makefile", "changed\n"));
        assertThat(workspace.changedFiles(tree, without))
                .containsExactlyInAnyOrder(
                        new FileDelta(FileDelta.Kind.DELETED, "café.txt", Optional.empty()),
                        new FileDelta(FileDelta.Kind.CHANGED, "Makefile", Optional.empty()));
        assertThat(workspace.changedFiles(new TreeId("4b825dc642cb6eb9a060e54bf8d69288fbee4904"), tree))
                .extracting(FileDelta::path)
                .contains("café.txt", "\"caf\\351.txt\"", "makefile", "Makefile");
    }

    @Test
    void links_and_submodules_are_neither_followed_nor_written() {
        TreeId tree = workspace.treeOf(base);

        assertThat(workspace.read(tree, "leaves")).isEqualTo(new FileAt.NotAFile(EntryKind.SYMLINK));
        assertThat(workspace.read(tree, "module")).isEqualTo(new FileAt.NotAFile(EntryKind.SUBMODULE));
        assertThat(workspace.write(tree, List.of(put("leaves", "x"))))
                .isEqualTo(new WriteOutcome.Refused("leaves", "is a symlink"));
        assertThat(workspace.write(tree, List.of(put("module/x", "x"))))
                .isEqualTo(new WriteOutcome.Refused("module/x", "leads through a submodule"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a//b",
                "a/",
                "./a",
                ".git/config",
                ".GIT/config",
                "a/.git/hooks/x",
                ".git./x",
                ".git /x",
                "git~1/config",
                ".g\u200cit/config",
                ".git::$INDEX_ALLOCATION/x",
                ".git...",
                "a\\b",
                "a\0b",
                "\"\\056git/config\""
            })
    void a_path_that_leads_out_is_neither_read_nor_written(String path) {
        TreeId tree = workspace.treeOf(base);

        assertThat(workspace.read(tree, path)).isEqualTo(new FileAt.Unsafe());
        assertThat(workspace.write(tree, List.of(put(path, "x"))))
                .isEqualTo(new WriteOutcome.Refused(path, "outside the repository"));
    }

    @Test
    void a_checkout_has_the_files_their_bits_and_no_way_out() throws IOException {
        Path folder = temporary.resolve("checkout");

        CheckedOut checkedOut = workspace.checkOut(base, folder);

        assertThat(checkedOut.leftOut())
                .extracting(CheckedOut.LeftOut::path)
                .containsExactlyInAnyOrder("\"caf\\351.txt\"", "leaves");
        assertThat(Files.isExecutable(folder.resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(folder.resolve("Makefile"))).isFalse();
        assertThat(Files.isSymbolicLink(folder.resolve("stays"))).isTrue();
        assertThat(Files.isRegularFile(folder.resolve("leaves"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.isDirectory(folder.resolve("module"))).isTrue();
        assertThatThrownBy(() -> workspace.checkOut(base, folder)).isInstanceOf(WorkspaceFault.class);
    }

    @Test
    void an_archive_holds_what_a_checkout_holds_and_is_the_same_every_time() throws IOException, InterruptedException {
        String deep = "d".repeat(60) + "/" + "é".repeat(30) + "/" + "f".repeat(60);
        CommitId commit = Given.commit(workspace, base, "deep", put(deep, "deep\n"), put("empty", ""));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        CheckedOut archived = workspace.archive(commit, archive);
        Path tar = Files.write(temporary.resolve("archive.tar.gz"), archive.toByteArray());
        Path unpacked = Files.createDirectories(temporary.resolve("unpacked"));
        Process process = new ProcessBuilder("tar", "-xzf", tar.toString(), "-C", unpacked.toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(archived.leftOut()).extracting(CheckedOut.LeftOut::path).containsExactly("leaves");
        assertThat(Files.readString(unpacked.resolve(deep))).isEqualTo("deep\n");
        assertThat(unpacked.resolve("empty")).isEmptyFile();
        assertThat(Files.isExecutable(unpacked.resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(unpacked.resolve("Makefile"))).isFalse();
        assertThat(Files.readSymbolicLink(unpacked.resolve("stays"))).hasToString("run.sh");
        assertThat(Files.isRegularFile(unpacked.resolve("leaves"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.isDirectory(unpacked.resolve("module"))).isTrue();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        workspace.archive(commit, again);
        assertThat(again.toByteArray()).isEqualTo(archive.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/../../out", "x/../../../out", "/etc", "up/..", "..", "a/b/../../..", ""})
    void a_link_that_leaves_or_could_leave_becomes_a_file(String target) throws IOException {
        CommitId commit = byHand("120000", "sub/link", target, "120000", "up", "sub/..");

        CheckedOut checkedOut = workspace.checkOut(commit, temporary.resolve("links"));

        assertThat(Files.isSymbolicLink(temporary.resolve("links/up"))).isFalse();
        boolean inside = target.equals("..");
        assertThat(Files.isSymbolicLink(temporary.resolve("links/sub/link"))).isEqualTo(inside);
        assertThat(checkedOut.leftOut()).hasSize(inside ? 1 : 2);
    }

    /** A commit of links, made by the command line: mode, path, content, and again. */
    private CommitId byHand(String... entries) {
        git.run("read-tree", "--empty");
        for (int i = 0; i < entries.length; i += 3) {
            String blob = git.pipe(entries[i + 2].getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
            git.run("update-index", "--add", "--cacheinfo", entries[i] + "," + blob + "," + entries[i + 1]);
        }
        return id(git.run("commit-tree", "-m", "by hand", git.run("write-tree")));
    }

    private CommitId ofTree(String entries) {
        byte[] content = entries.getBytes(ISO_8859_1);
        String tree = git.pipe(content, "hash-object", "-w", "-t", "tree", "--literally", "--stdin");
        return id(git.run("commit-tree", "-m", "hostile", tree));
    }

    private String entry(String mode, String name, String hex) {
        StringBuilder raw = new StringBuilder(mode + " " + name + "\0");
        for (int i = 0; i < hex.length(); i += 2) {
            raw.append((char) Integer.parseInt(hex.substring(i, i + 2), 16));
        }
        return raw.toString();
    }

    @Test
    void hostile_trees_are_not_checked_out_over_anything() throws IOException {
        String blob = git.pipe("evil\n".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String etc = git.pipe("/etc".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String below = git.pipe(
                entry("100644", "passwd", blob).getBytes(ISO_8859_1), "hash-object", "-w", "-t", "tree", "--stdin");
        CommitId commit = ofTree(entry("100644", "..", blob)
                + entry("40000", ".GIT", below)
                + entry("120000", "a", etc)
                + entry("40000", "a", below)
                + entry("100644", "b", blob)
                + entry("100644", "b", blob)
                + entry("100644", "c/d", blob));

        CheckedOut checkedOut = workspace.checkOut(commit, temporary.resolve("hostile"));

        assertThat(checkedOut.leftOut())
                .extracting(CheckedOut.LeftOut::path)
                .containsExactly("..", ".GIT/passwd", "b", "a");
        assertThat(Files.isDirectory(temporary.resolve("hostile/a"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(temporary.resolve("passwd")).doesNotExist();
        assertThatThrownBy(() -> workspace.write(workspace.treeOf(commit), List.of(put("new", "x"))))
                .isInstanceOf(WorkspaceFault.Lasting.class)
                .hasMessageContaining("twice");
    }

    @Test
    void a_tree_that_claims_billions_of_files_is_not_walked_to_its_end() {
        String blob = git.pipe("x\n".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        String tree = blob;
        String mode = "100644";
        for (int level = 0; level < 12; level++) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                entries.append(entry(mode, "n" + i, tree));
            }
            tree = git.pipe(entries.toString().getBytes(ISO_8859_1), "hash-object", "-w", "-t", "tree", "--stdin");
            mode = "40000";
        }

        assertThat(workspace.list(new TreeId(tree), path -> false, 10).complete())
                .isFalse();
        CommitId ours =
                Given.commit(workspace, id(git.run("commit-tree", "-m", "bomb", tree)), "ours", put("n1x", "1"));
        assertThat(workspace.treeOf(ours)).isNotEqualTo(new TreeId(tree));
    }

    @Test
    void a_line_of_ten_megabytes_is_read_searched_and_compared() {
        String line = "x".repeat(10 * 1024 * 1024);
        TreeId tree = written(
                workspace, workspace.treeOf(base), put("long", line), put("short", "needle " + "y".repeat(5000)));

        assertThat(text(workspace, tree, "long")).hasSize(line.length());
        assertThat(workspace.search(tree, new SearchFor("needle", false, path -> true, 5)))
                .isInstanceOfSatisfying(
                        SearchOutcome.Hits.class,
                        hits -> assertThat(hits.hits())
                                .singleElement()
                                .satisfies(
                                        hit -> assertThat(hit.text()).hasSize(Searcher.MAXIMUM_LINE_CHARACTERS + 3)));
        assertThat(workspace.diff(workspace.treeOf(base), tree, 1_000).leftOut())
                .contains("short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+\\1b", "(.*a){20}b", "(a|b)*!x"})
    void an_expression_that_never_ends_is_stopped(String expression) {
        TreeId tree = written(
                workspace, workspace.treeOf(base), put("victim", "a".repeat(60) + "!\n" + "ab".repeat(500_000) + "\n"));

        assertThat(workspace.search(tree, new SearchFor(expression, true, path -> true, 5)))
                .isEqualTo(new SearchOutcome.Unusable("the regular expression takes too long on this content"));
    }

    @Test
    void files_at_the_limit_are_written_and_read_and_larger_ones_are_not() {
        TreeId tree = workspace.treeOf(base);
        String most = "m".repeat(Workspace.MAXIMUM_FILE_BYTES);

        TreeId written = written(workspace, tree, put("most", most));
        assertThat(workspace.read(written, "most")).isInstanceOf(FileAt.Found.class);
        assertThat(workspace.write(tree, List.of(put("more", most + "m")))).isInstanceOf(WriteOutcome.Refused.class);
        String blob = git.pipe((most + "m").getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        CommitId commit = ofTree(entry("100644", "more", blob));
        assertThat(workspace.read(workspace.treeOf(commit), "more")).isEqualTo(new FileAt.TooLarge(most.length() + 1L));
    }

    @Test
    void a_corrupt_object_is_a_lasting_fault_that_says_what_to_do() throws IOException {
        String blob = git.pipe("will rot\n".getBytes(ISO_8859_1), "hash-object", "-w", "--stdin");
        CommitId commit = ofTree(entry("100644", "rotten", blob));
        Path object = git.folder().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2));
        assertThat(object.toFile().setWritable(true)).isTrue();
        Files.write(object, new byte[] {1, 2, 3});

        TreeId tree = workspace.treeOf(commit);
        assertThatThrownBy(() -> workspace.read(tree, "rotten"))
                .isInstanceOf(WorkspaceFault.Lasting.class)
                .hasMessageContaining("git fsck");
        Files.delete(object);
        assertThatThrownBy(() -> workspace.read(tree, "rotten"))
                .isInstanceOf(WorkspaceFault.Lasting.class)
                .hasMessageContaining(blob);
    }
}
