package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.id;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CheckedOut;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.git.attributes.AttributeFile;
import dev.kintsugi.git.attributes.WorkTreeContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkout for checks, and an archive for a build, hold what {@code git checkout} writes into a working tree. */
class WorkTreeFormTest {
    private static final String ID_WORDS = "$Id$ a\n$Id: old $\n$Id: of another system $\n$Id: open\n$Id:$ $Idx$ $\n$I";

    @TempDir
    Path temporary;

    /** Contents of every kind that the rules tell apart; each test has them under names that its rules mean. */
    private static Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        contents.put("lf", "one\ntwo\n".getBytes(UTF_8));
        contents.put("crlf", "one\r\ntwo\r\n".getBytes(UTF_8));
        contents.put("mixed", "one\r\ntwo\nthree".getBytes(UTF_8));
        contents.put("lone", "one\rtwo\n".getBytes(UTF_8));
        contents.put("null", "one\0\ntwo\n".getBytes(UTF_8));
        contents.put("controls", "\1\2\3\4 few letters\n".getBytes(UTF_8));
        contents.put("printed", "\b\t\033\f and so on\n\032".getBytes(UTF_8));
        contents.put("latin", "caf\u00e9\n".getBytes(ISO_8859_1));
        contents.put("unicode", "gr\u00fc\u00df \u20ac \ud83d\ude00\n".getBytes(UTF_8));
        contents.put("marked", "\ufeffone\n".getBytes(UTF_8));
        contents.put("ident", ID_WORDS.getBytes(UTF_8));
        contents.put("empty", new byte[0]);
        contents.put("large", ("line " + "x".repeat(70) + "\n").repeat(3_000).getBytes(UTF_8));
        contents.put("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".getBytes(UTF_8));
        return contents;
    }

    static Stream<String> rules() {
        return Stream.of(
                "",
                "* text",
                "* text=auto",
                "* -text",
                "* !text",
                "* text=input",
                "* text=other eol=crlf",
                "* eol=crlf",
                "* eol=lf",
                "* eol",
                "* -eol eol=CRLF",
                "* text eol=crlf",
                "* text=auto eol=crlf",
                "* text=auto eol=lf",
                "* -text eol=crlf",
                "* binary eol=crlf",
                "* eol=crlf\nlf binary",
                "* eol=crlf\nlf -binary\ncrlf !binary",
                "* crlf eol=crlf",
                "* -crlf eol=crlf",
                "* crlf=input eol=crlf",
                "* crlf=auto eol=crlf",
                "* text=auto -crlf eol=crlf",
                "* !text crlf=auto eol=crlf",
                "* ident",
                "* ident text eol=crlf",
                "* ident=yes",
                "* -ident",
                "* ident text=auto eol=crlf working-tree-encoding=UTF-16",
                "* text working-tree-encoding=UTF-16",
                "* text working-tree-encoding=utf16",
                "* working-tree-encoding=UTF-16LE",
                "* working-tree-encoding=UTF-16BE eol=crlf",
                "* working-tree-encoding=UTF-16LE-BOM",
                "* working-tree-encoding=utf-16be-bom",
                "* working-tree-encoding=UTF-32",
                "* working-tree-encoding=UTF-8",
                "* working-tree-encoding=ISO-8859-1",
                "* working-tree-encoding=latin1 text eol=crlf",
                "* working-tree-encoding=windows-1252",
                "* working-tree-encoding=SHIFT-JIS",
                "* working-tree-encoding=no-such-thing",
                "* working-tree-encoding=",
                "* !working-tree-encoding",
                "* filter=lfs diff=lfs merge=lfs -text",
                "* filter=lfs eol=crlf",
                "* export-ignore\nlf export-subst",
                "[attr]windows text eol=crlf\n* windows",
                "[attr]windows text eol=crlf\n* -windows",
                "[attr]a b eol=crlf\n[attr]b a text=auto\n* a",
                "[attr]binary eol=crlf\n* binary",
                "[attr]x\n* x eol=crlf",
                "[attr]-x text\n[attr] eol=crlf\n* eol=crlf",
                "\"l\\146\" eol=crlf\n\"cr\\\"lf\" eol=crlf\n\"mixed eol=crlf",
                "\"lone\"eol=crlf",
                "# * eol=crlf\n   * eol=crlf   \r\nlf eol=lf\r",
                "!lf eol=crlf\n\\!lf eol=crlf\n* eol=crlf -\n* eol=crlf =x\n* eol=crlf a/b",
                "* eol=crlf -text=auto",
                "* eol=crlf\n* eol=lf\nlf eol=crlf",
                "* eol=crlf " + "x".repeat(2_040),
                "* eol=crlf " + "x".repeat(2_036),
                "* eol=crlf " + "x".repeat(2_037),
                "lf eol=crlf\0\nmixed eol=crlf",
                "\ufefflf eol=crlf\nmixed eol=crlf");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_content_stands_as_git_writes_it(String rules) throws IOException, InterruptedException {
        GitForm.compare(temporary, rules, contents());
    }

    @Test
    void no_command_that_a_repository_names_is_ever_run() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("hostile"));
        Path trace = temporary.resolve("trace");
        git.run("config", "filter.evil.smudge", "touch " + trace);
        git.run("config", "filter.evil.process", "touch " + trace);
        git.run("config", "filter.evil.required", "true");
        git.run("config", "core.autocrlf", "true");
        git.file(".gitattributes", "f filter=evil\n");
        CommitId commit = id(GitForm.commitRaw(git, "f", "content\n".getBytes(UTF_8)));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            workspace.checkOut(commit, temporary.resolve("checkout"));
            workspace.archive(commit, new ByteArrayOutputStream());
        }

        assertThat(trace).doesNotExist();
        assertThat(temporary.resolve("checkout/f")).hasContent("content\n");
    }

    @Test
    void what_cannot_be_done_is_told_and_the_content_stays() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        String rules = "a working-tree-encoding=no-such-thing\nb working-tree-encoding=latin1\n";
        git.file("c/.gitattributes", "* eol=crlf\n".repeat(AttributeFile.MAXIMUM_RULES + 1));
        git.file("d/.gitattributes", "* eol=crlf\n".repeat(AttributeFile.MAXIMUM_RULES));
        git.file("c/f", "one\n").file("d/f", "one\n");
        GitForm.commitRaw(git, "a", "one\n".getBytes(UTF_8));
        GitForm.commitRaw(git, "b", "\u20ac\n".getBytes(UTF_8));
        CommitId commit = id(GitForm.commitRaw(git, ".gitattributes", rules.getBytes(UTF_8)));

        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CheckedOut out = workspace.checkOut(commit, temporary.resolve("checkout"));

            assertThat(out.leftOut())
                    .containsExactly(
                            new CheckedOut.LeftOut(
                                    "a",
                                    "its working-tree-encoding NO-SUCH-THING is not known here, so it is as stored"),
                            new CheckedOut.LeftOut("b", "it cannot be encoded in LATIN1, so it is as stored"),
                            new CheckedOut.LeftOut(
                                    "c/.gitattributes",
                                    "it is larger than 1048576 bytes or has more than 10000 rules, so none of them is"
                                            + " followed"));
            assertThat(temporary.resolve("checkout/b")).hasContent("\u20ac\n");
            assertThat(Files.readString(temporary.resolve("checkout/c/f"))).isEqualTo("one\n");
            assertThat(Files.readString(temporary.resolve("checkout/d/f"))).isEqualTo("one\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void a_file_is_encoded_anew_up_to_a_limit(int more) throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        git.file(".gitattributes", "f working-tree-encoding=UTF-16\n");
        byte[] content =
                "x".repeat(WorkTreeContent.MAXIMUM_IN_MEMORY_BYTES + more).getBytes(UTF_8);
        CommitId commit = id(GitForm.commitRaw(git, "f", content));

        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CheckedOut out = workspace.checkOut(commit, temporary.resolve("checkout"));

            assertThat(out.leftOut())
                    .extracting(CheckedOut.LeftOut::path)
                    .isEqualTo(more > 0 ? List.of("f") : List.of());
            assertThat(Files.size(temporary.resolve("checkout/f")))
                    .isEqualTo(more > 0 ? content.length : 2L * content.length + 2);
        }
    }
}
