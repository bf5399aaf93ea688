package dev.kintsugi.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "\\a",
                "\\\\host\\a",
                "C:\\a",
                "c:a",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a/",
                "~/a",
                ".git",
                ".git/config",
                "a/.git/config",
                ".GIT/x",
                ".Git",
                ".git.",
                ".git ",
                ".git. .",
                "git~1",
                "GIT~1/x",
                "git~2",
                "a/git~12/x",
                "GIT~1. :x",
                "a:b",
                ".git::$INDEX_ALLOCATION/x",
                ".g\u200cit/x",
                ".gi\u200dt",
                "\ufeff.git",
                "a\0b",
                "a\nb",
                "a/.. /b",
                "..."
            })
    void what_leads_outside_or_into_git_is_no_path(String path) {
        assertThat(RepositoryPath.of(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b.txt",
                ".gitignore",
                ".github/x.yml",
                "a b/c d.txt",
                "git/x",
                "ä/ö.txt",
                "a..b",
                ".gitx",
                "git~",
                "git~a"
            })
    void what_lies_inside_is_a_path(String path) {
        assertThat(RepositoryPath.of(path)).contains(path);
    }

    @Test
    void a_path_is_normalised() {
        assertThat(RepositoryPath.of("./a//b\\c")).contains("a/b/c");
    }

    @Test
    void a_path_has_at_most_the_maximum_of_characters() {
        assertThat(RepositoryPath.of("a".repeat(RepositoryPath.MAXIMUM_CHARACTERS)))
                .isPresent();
        assertThat(RepositoryPath.of("a".repeat(RepositoryPath.MAXIMUM_CHARACTERS + 1)))
                .isEmpty();
    }
}
