package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Opening.Reason;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be opened, and why the rest cannot. */
class OpeningTest {
    @TempDir
    Path temporary;

    private Path cache() {
        return temporary.resolve("cache");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ADDRESS",
        "ssh://host/repository, ADDRESS",
        "git@host:team/repository.git, ADDRESS",
        "git://host/repository, ADDRESS",
        "http://host/repository, ADDRESS",
        "ext::sh -c whoami, ADDRESS",
        "file://host/repository, ADDRESS",
        "https://user@host/repository, CREDENTIALS_IN_ADDRESS",
        "https://user:secret@host/repository, CREDENTIALS_IN_ADDRESS",
        "https://host/repository?token=secret, ADDRESS",
        "https:///repository, ADDRESS",
        "/no/such/folder, UNREACHABLE",
    })
    void an_address_that_cannot_be_used_is_refused_with_the_reason(String address, Reason reason) {
        Opening.Refused refused = Repositories.refused(address, cache());

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.message()).isNotBlank().doesNotContain("secret");
    }

    /** Whoever is root may write everywhere, and has nothing to be told. */
    @ParameterizedTest
    @ValueSource(strings = {"objects", "refs"})
    void a_repository_that_may_not_be_written_to_is_refused_before_anything_is_paid_for(String part)
            throws IOException {
        Path repository = GitCommand.init(temporary.resolve("theirs")).folder();
        Path closed = repository.resolve(".git").resolve(part);
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(closed)).isFalse();

        Opening.Refused refused = Repositories.refused(repository.toString(), cache());

        assertThat(refused.reason()).isEqualTo(Reason.READ_ONLY);
        assertThat(refused.message()).startsWith("no permission to write to " + closed.toRealPath());
    }

    @Test
    void a_folder_that_is_no_repository_says_how_to_make_one() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("plain"));

        assertThat(Repositories.refused(folder.toString(), cache()).message())
                .isEqualTo(folder + " is no git repository; 'git init' and a first commit make it one");
    }

    @Test
    void a_folder_inside_a_repository_names_that() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("outer"));
        Path inner = Files.createDirectories(git.folder().resolve("inner"));

        assertThat(Repositories.refused(inner.toString(), cache()).message())
                .contains("it lies inside " + git.folder());
    }

    @Test
    void a_repository_without_a_commit_is_refused() {
        GitCommand git = GitCommand.init(temporary.resolve("empty"));

        assertThat(Repositories.refused(git.folder().toString(), cache()).reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void shallow_and_partial_clones_are_refused_by_name() {
        GitCommand git = GitCommand.init(temporary.resolve("whole"));
        git.run("config", "uploadpack.allowFilter", "true");
        git.commitAll("one");
        git.commitAll("two");
        GitCommand shallow = git.cloneTo(temporary.resolve("shallow"), "--depth", "1");
        GitCommand partial = git.cloneTo(temporary.resolve("partial"), "--filter=blob:none");

        assertThat(Repositories.refused(shallow.folder().toString(), cache()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.SHALLOW))
                .satisfies(refused -> assertThat(refused.message()).contains("git fetch --unshallow"));
        assertThat(Repositories.refused(partial.folder().toString(), cache()).reason())
                .isEqualTo(Reason.PARTIAL);
    }

    @Test
    void a_repository_with_sha256_names_is_refused_by_name() {
        GitCommand git = GitCommand.init(temporary.resolve("sha256"), "--object-format=sha256");

        assertThat(Repositories.refused(git.folder().toString(), cache()).message())
                .contains("sha256");
    }

    @Test
    void an_extension_that_is_not_understood_is_refused_by_name() {
        GitCommand git = GitCommand.init(temporary.resolve("extended"));
        git.commitAll("one");
        git.run("config", "core.repositoryformatversion", "1");
        git.run("config", "extensions.timetravel", "true");

        assertThat(Repositories.refused(git.folder().toString(), cache()).message())
                .contains("'timetravel'");
    }

    @Test
    void a_broken_configuration_is_refused() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("broken"));
        git.commitAll("one");
        Files.writeString(git.folder().resolve(".git/config"), "[core\n");

        assertThat(Repositories.refused(git.folder().toString(), cache()).reason())
                .isEqualTo(Reason.DAMAGED);
    }

    @Test
    void bare_repositories_linked_worktrees_and_file_addresses_work() {
        GitCommand git = GitCommand.init(temporary.resolve("main place"));
        String commit = git.file("a", "a\n").commitAll("one");
        GitCommand bare = git.cloneTo(temporary.resolve("bare.git"), "--bare");
        git.run(
                "worktree",
                "add",
                "-q",
                "-b",
                "side",
                temporary.resolve("linked").toString());
        GitCommand linked = GitCommand.in(temporary.resolve("linked"));
        String onSide = linked.file("b", "b\n").commitAll("two");

        try (Workspace workspace = Repositories.open(bare.folder(), cache())) {
            assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(id(commit), "main"));
            pushed(workspace, Given.TASK, id(commit), put("x", "x\n"));
        }
        try (Workspace workspace = Repositories.open(linked.folder(), cache())) {
            assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(id(onSide), "side"));
            pushed(workspace, Given.TASK, id(onSide), put("x", "x\n"));
        }
        String address = git.folder().toUri().toString();
        Opening opening =
                new JGitWorkspaces(cache(), java.time.InstantSource.system(), TokenSource.none()).open(address);
        assertThat(opening).isInstanceOfSatisfying(Opening.Opened.class, opened -> {
            assertThat(opened.workspace().head(Given.TASK)).isPresent();
            opened.workspace().close();
        });
        bare.fsck();
        git.fsck();
    }

    @Test
    void nothing_is_read_from_or_written_to_the_home_of_the_user() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        git.commitAll("one");
        Path home = Path.of(System.getProperty("user.home"));
        boolean before = Files.exists(home.resolve(".config/jgit"));

        Repositories.open(git.folder(), cache()).close();

        assertThat(org.eclipse.jgit.util.SystemReader.getInstance()).isInstanceOf(QuietSystem.class);
        assertThat(Files.exists(home.resolve(".config/jgit"))).isEqualTo(before);
        try (var left = Files.list(git.folder().resolve(".git"))) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".probe"));
        }
    }
}
