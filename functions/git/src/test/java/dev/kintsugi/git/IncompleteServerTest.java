package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose own repository is a shallow or a partial clone: what can be done is done, the rest is refused. */
class IncompleteServerTest {
    private static final int COMMITS = 12;

    @TempDir
    Path temporary;

    private GitCommand complete;
    private GitServer server;
    private CommitId first;
    private CommitId last;

    @BeforeEach
    void aHistory() throws IOException {
        complete = GitCommand.init(temporary.resolve("complete"));
        first = id(complete.file("a", "0\n").commitAll("0"));
        for (int i = 1; i < COMMITS; i++) {
            last = id(complete.file("a", i + "\n").commitAll(Integer.toString(i)));
        }
        complete.run("config", "uploadpack.allowFilter", "true");
        complete.run("config", "uploadpack.allowAnySHA1InWant", "true");
        server = GitServer.serving(temporary.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitCommand serve(String... options) {
        GitCommand served = complete.cloneTo(temporary.resolve("served/origin.git"), options);
        served.run("config", "http.receivepack", "true");
        return served;
    }

    private Workspace open() throws Refusal, IOException {
        Opening opening = new JGitWorkspaces(temporary.resolve("cache"), InstantSource.system(), TokenSource.none())
                .openHttp(server.address("origin.git"));
        return ((Opening.Opened) opening).workspace();
    }

    private Refusal refused() {
        return assertThrows(Refusal.class, () -> open().close());
    }

    @Test
    void a_shallow_repository_is_refused_with_the_remedy() {
        GitCommand served = serve("--bare", "--depth", "5");

        Opening.Refused refused = refused().outcome();
        assertThat(refused.reason()).isEqualTo(Opening.Reason.SHALLOW);
        assertThat(refused.message()).contains("is itself a shallow clone", "'git fetch --unshallow'");
        assertThat(refused().outcome()).isEqualTo(refused);

        served.run("config", "protocol.version", "0");
        assertThat(refused().outcome()).isEqualTo(refused);
    }

    @Test
    void it_is_worked_with_once_it_has_its_history() throws Refusal, IOException {
        GitCommand served = serve("--bare", "--depth", "5");
        refused();
        served.run("fetch", "-q", "--unshallow");

        for (int times = 0; times < 2; times++) {
            try (Workspace workspace = open()) {
                assertThat(workspace.fetch(List.of(last))).isEmpty();
                assertThat(workspace.contains(last, first)).isTrue();
                pushed(workspace, Branch.ofTask("shop-1a2b3c", "t" + times), last, put("a", "ours\n"));
            }
        }
    }

    @Test
    void a_partial_clone_that_lacks_files_is_refused_with_the_remedy() throws Refusal, IOException {
        GitCommand served = serve("--bare", "--filter=blob:none");
        served.run("remote", "set-url", "origin", "file://" + temporary.resolve("gone"));
        try (Workspace workspace = open()) {
            assertThatThrownBy(() -> workspace.fetch(List.of(last)))
                    .isInstanceOf(WorkspaceFault.Lasting.class)
                    .hasMessageContaining("partial clone")
                    .hasMessageContaining("without --filter");
        }
    }
}
