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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        compare(rules, contents());
    }

    static Stream<String> patterns() {
        return Stream.of(
                "*",
                "**",
                "*.c",
                "/*.c",
                "a/*.c",
                "a/**",
                "**/b",
                "/a/**/b.c",
                "a/**/b.c",
                "**/b.c",
                "a**",
                "a**/b.c",
                "a/b**",
                "a/b**/c",
                "/b.c",
                "b.c",
                "b.c/",
                "a/",
                "a/b",
                "a/b.c",
                "/a/b.c",
                "?.c",
                "a/?.c",
                "a?b.c",
                "[ab].c",
                "[!b].c",
                "[^b].c",
                "[]].c",
                "[]a].c",
                "[a-c].c",
                "[c-a].c",
                "[a\\-c].c",
                "[-a].c",
                "[a-].c",
                "[[:alpha:]].c",
                "[[:digit:]b].c",
                "[[:nothing:]].c",
                "[[:alpha].c",
                "[[:]a].c",
                "[",
                "[a",
                "[!",
                "[a-",
                "\\b.c",
                "\\*.c",
                "b.c\\",
                "*/b.c",
                "a/*/c.c",
                "a*c",
                "*b*",
                "*.C",
                "B.c",
                "**/**/c.c",
                "a/**/**/c.c",
                "***/c.c",
                "a/**\\/c.c",
                "x/../b.c",
                "./b.c",
                "a//b.c",
                "/",
                "//b.c",
                "[[:upper:][:lower:]].c",
                "[\\]].c",
                "[a\\",
                "\\",
                "*[b].c",
                "**b.c",
                "a/**c.c",
                "[[:space:]]b.c",
                "caf?.c",
                "caf??.c",
                "caf\u00e9.c",
                "\"sp ace.c\"",
                "sp?ace.c",
                "[[:blank:]-z]b.c",
                "[a-[:digit:]].c",
                "[+--].c",
                "[%-/]b.c",
                "a[/]b.c",
                "a?b");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void a_pattern_means_the_files_that_git_means(String pattern) throws IOException, InterruptedException {
        compare(pattern + " eol=crlf", named());
    }

    private static Map<String, byte[]> named() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of(
                "b.c",
                "a.c",
                "-.c",
                "].c",
                "\\.c",
                "*.c",
                "+.c",
                "[",
                "[a",
                "1.c",
                "caf\u00e9.c",
                "sp ace.c",
                " b.c",
                "a/b.c",
                "a/c.c",
                "a/b/c.c",
                "a/b/d/c.c",
                "a/bx/c",
                "ab/b.c",
                "axb/b.c",
                "a/b/b.c",
                "z/a/b.c",
                "B.C",
                "a-b.c",
                "aac",
                "z/b",
                "a/bb")) {
            files.put(name, "one\ntwo\n".getBytes(UTF_8));
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_rules_in_several_folders_mean_what_they_mean_to_git(long seed)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<String> words = List.of("a", "b", "*", "**", "/", "?", ".c", "[ab]", "[!a]", "c", "x", "d");
        List<String> settings = List.of(
                "eol=crlf",
                "eol=lf",
                "text",
                "-text",
                "!text",
                "text=auto",
                "ident",
                "m",
                "-m",
                "!eol",
                "binary",
                "!m");
        Map<String, byte[]> files = named();
        for (String folder : List.of("", "a/", "a/b/", "z/")) {
            StringBuilder rules = new StringBuilder("[attr]m eol=crlf ident\n");
            for (int rule = 0; rule < 25; rule++) {
                for (int word = 0; word <= random.nextInt(5); word++) {
                    rules.append(words.get(random.nextInt(words.size())));
                }
                for (int setting = 0; setting <= random.nextInt(3); setting++) {
                    rules.append(' ').append(settings.get(random.nextInt(settings.size())));
                }
                rules.append('\n');
            }
            files.put(folder + AttributeFile.NAME, rules.toString().getBytes(UTF_8));
        }
        compare("", files);
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
        CommitId commit = id(commitRaw(git, "f", "content\n".getBytes(UTF_8)));
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
        commitRaw(git, "a", "one\n".getBytes(UTF_8));
        commitRaw(git, "b", "\u20ac\n".getBytes(UTF_8));
        CommitId commit = id(commitRaw(git, ".gitattributes", rules.getBytes(UTF_8)));

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
        CommitId commit = id(commitRaw(git, "f", content));

        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CheckedOut out = workspace.checkOut(commit, temporary.resolve("checkout"));

            assertThat(out.leftOut())
                    .extracting(CheckedOut.LeftOut::path)
                    .isEqualTo(more > 0 ? List.of("f") : List.of());
            assertThat(Files.size(temporary.resolve("checkout/f")))
                    .isEqualTo(more > 0 ? content.length : 2L * content.length + 2);
        }
    }

    /** Commits these files untouched, and compares what git, a checkout and an archive make of them. */
    private void compare(String rules, Map<String, byte[]> contents) throws IOException, InterruptedException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        Map<String, byte[]> files = new TreeMap<>(contents);
        files.putIfAbsent(AttributeFile.NAME, rules.getBytes(UTF_8));
        StringBuilder index = new StringBuilder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String blob = git.pipe(file.getValue(), "hash-object", "-w", "--stdin");
            index.append("100644 ")
                    .append(blob)
                    .append('\t')
                    .append(file.getKey())
                    .append('\0');
        }
        git.pipe(index.toString().getBytes(UTF_8), "update-index", "-z", "--add", "--index-info");
        git.run("commit", "-q", "-m", "as stored");
        CommitId commit = id(git.run("rev-parse", "HEAD"));
        GitCommand.Result checkedOut = git.tryRun(new byte[0], "checkout", "-f", "HEAD", "--", ".");
        Path archive = temporary.resolve("archive.tar.gz");
        Path unpacked = Files.createDirectories(temporary.resolve("unpacked"));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            workspace.checkOut(commit, temporary.resolve("checkout"));
            try (var out = Files.newOutputStream(archive)) {
                workspace.archive(commit, out);
            }
        }
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", unpacked.toString())
                .inheritIO()
                .start()
                .waitFor();

        assertThat(checkedOut.exit()).as(checkedOut.output()).isZero();
        Map<String, String> expected = content(git.folder());
        assertThat(content(temporary.resolve("checkout"))).isEqualTo(expected);
        assertThat(content(unpacked)).isEqualTo(expected);
    }

    private static String commitRaw(GitCommand git, String path, byte[] content) {
        String blob = git.pipe(content, "hash-object", "-w", "--stdin");
        git.run("-c", "core.autocrlf=false", "add", "--ignore-removal", "--", ".");
        git.run("update-index", "--add", "--cacheinfo", "100644," + blob + "," + path);
        git.run("commit", "-q", "-m", path);
        return git.run("rev-parse", "HEAD");
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".git/") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String text = new String(Files.readAllBytes(file), ISO_8859_1).replace("\r", "<CR>");
                    content.put(name, text.length() < 300 ? text : text.length() + " bytes, #" + text.hashCode());
                }
            }
        }
        return content;
    }
}
