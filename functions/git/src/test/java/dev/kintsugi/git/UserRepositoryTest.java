package dev.kintsugi.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell people about their repository. */
class UserRepositoryTest {
    private static final Signature TAILOR =
            new Signature("Tailor", "tailor@example.org", Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    private Path folder;

    private UserRepository repository() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a\n");
        Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(folder.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        return UserRepository.create(folder, TAILOR, "The first commit");
    }

    @Test
    void a_folder_becomes_a_repository_of_one_commit_that_is_the_same_every_time() throws IOException {
        UserRepository repository = repository();

        assertThat(repository.log("main", "", 10))
                .extracting(UserRepository.Logged::subject)
                .containsExactly("The first commit");
        assertThat(GitCommand.in(folder).run("status", "--porcelain")).isEmpty();
        assertThat(GitCommand.in(folder).run("rev-parse", "main"))
                .isEqualTo("56ac98c42786f518c637f2f1b9be0a82ffb31271");
    }

    @Test
    void changed_staged_deleted_and_new_files_are_uncommitted() throws IOException {
        UserRepository repository = repository();
        Files.writeString(folder.resolve("a.txt"), "other content\n");
        Files.writeString(folder.resolve("new.txt"), "new\n");
        Files.delete(folder.resolve("run.sh"));
        Files.writeString(folder.resolve(".gitignore"), "*.log\n");
        Files.writeString(folder.resolve("big.log"), "not ours\n");

        assertThat(repository.uncommitted()).containsExactly(".gitignore", "a.txt", "new.txt", "run.sh");
    }

    @Test
    void a_clean_a_bare_and_no_repository_have_nothing_uncommitted() throws IOException {
        assertThat(repository().uncommitted()).isEmpty();
        Path bare = folder.resolve("bare.git");
        GitCommand.in(folder).run("clone", "-q", "--bare", ".", bare.toString());

        assertThat(UserRepository.at(bare).uncommitted()).isEmpty();
        assertThat(UserRepository.at(folder.resolve("nowhere")).uncommitted()).isEmpty();
    }

    @Test
    void the_log_shows_each_merge_with_what_it_brought_in() throws IOException {
        UserRepository repository = repository();
        String base = GitCommand.in(folder).run("rev-parse", "main");
        GitCommand.in(folder).run("config", "user.name", "Tailor");
        GitCommand.in(folder).run("config", "user.email", "tailor@example.org");
        GitCommand.in(folder).run("switch", "-q", "-c", "task");
        GitCommand.in(folder).run("commit", "-q", "--allow-empty", "-m", "one");
        GitCommand.in(folder).run("commit", "-q", "--allow-empty", "-m", "two");
        GitCommand.in(folder).run("switch", "-q", "main");
        GitCommand.in(folder).run("merge", "-q", "--no-ff", "-m", "Merge the task", "task");

        assertThat(repository.log("main", base, 10)).singleElement().satisfies(merge -> {
            assertThat(merge.subject()).isEqualTo("Merge the task");
            assertThat(merge.landed())
                    .extracting(UserRepository.Logged::subject)
                    .containsExactly("two", "one");
        });
    }
}
