package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.git.attributes.AttributeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a rule of {@code .gitattributes} means is what git says it means. */
class AttributePatternsTest {
    @TempDir
    Path temporary;

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
        GitForm.compare(temporary, pattern + " eol=crlf", named());
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
        GitForm.compare(temporary, "", files);
    }
}
