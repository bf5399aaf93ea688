package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Opening.Reason;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises over HTTP, against git's own server. */
class HttpTest {
    private static final int COMMITS = 90;

    @TempDir
    Path temporary;

    private GitCommand origin;
    private GitServer server;
    private CommitId first;
    private CommitId last;
    private int caches;

    @BeforeEach
    void aServerWithSomeHistory() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("work"));
        first = id(git.file("a", "first\n").file("dir/b", "b\n").commitAll("first"));
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= COMMITS; i++) {
            stream.append("commit refs/heads/main\ncommitter P <p@example.com> ")
                    .append(1_700_000_000 + i)
                    .append(" +0000\ndata 1\nc\n");
            stream.append(i == 1 ? "from " + first + "\n" : "");
            stream.append("M 644 inline a\ndata ")
                    .append(Integer.toString(i).length())
                    .append('\n')
                    .append(i)
                    .append("\n\n");
        }
        git.pipe(
                stream.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "fast-import",
                "--quiet",
                "--force");
        last = id(git.run("rev-parse", "main"));
        origin = git.cloneTo(temporary.resolve("served/origin.git"), "--bare");
        origin.run("config", "http.receivepack", "true");
        server = GitServer.serving(temporary.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.close();
        origin.fsck();
    }

    private Opening opening(URI address, TokenSource tokens) {
        try {
            Path cache = temporary.resolve("cache" + caches++);
            return new JGitWorkspaces(cache, InstantSource.system(), tokens).openHttp(address);
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Workspace open() {
        Opening opening = opening(server.address("origin.git"), TokenSource.none());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).workspace();
    }

    private Opening.Refused refused(URI address, TokenSource tokens) {
        return (Opening.Refused) opening(address, tokens);
    }

    @Test
    void a_commit_is_fetched_by_id_without_its_history() throws IOException {
        try (Workspace workspace = open()) {
            assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(last, "main"));
            assertThat(workspace.fetch(List.of(last))).isEmpty();

            assertThat(text(workspace, workspace.treeOf(last), "a")).isEqualTo(Integer.toString(COMMITS));
            Path store = temporary.resolve("cache0");
            try (var folders = Files.list(store)) {
                GitCommand inside = GitCommand.in(folders.findFirst().orElseThrow());
                assertThat(inside.run("rev-list", "--count", last.hex())).isEqualTo("1");
            }
        }
    }

    @Test
    void a_server_that_gives_no_commit_by_id_is_asked_for_its_branches() {
        origin.run("config", "protocol.version", "0");
        origin.run("config", "uploadpack.allowAnySHA1InWant", "false");
        CommitId middle = id(origin.run("rev-parse", "main~70"));
        try (Workspace workspace = open()) {
            assertThat(workspace.fetch(List.of(middle, first, last))).isEmpty();
            assertThat(text(workspace, workspace.treeOf(middle), "a")).isEqualTo(Integer.toString(COMMITS - 70));
        }
    }

    @Test
    void a_commit_that_is_nowhere_is_named_and_the_others_arrive() {
        CommitId nowhere = id("0123456789abcdef0123456789abcdef01234567");
        try (Workspace workspace = open()) {
            assertThat(workspace.fetch(List.of(nowhere, first))).containsExactly(nowhere);
        }
    }

    @Test
    void many_pushes_leave_few_packs_in_the_store() throws IOException {
        try (Workspace workspace = open()) {
            workspace.fetch(List.of(last));
            CommitId head = last;
            Optional<CommitId> expected = Optional.empty();
            for (int push = 0; push < 2 * OwnPacks.MERGED_FROM; push++) {
                PushIntent intent = intent(workspace, TASK, expected, head, put("a", "push " + push + "\n"));
                assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
                head = intent.commit();
                expected = Optional.of(head);
            }
            assertThat(text(workspace, workspace.treeOf(head), "a")).startsWith("push ");
        }
        try (var files = Files.walk(temporary.resolve("cache0"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".pack")).count())
                    .isLessThan(OwnPacks.MERGED_FROM);
        }
    }

    @Test
    void history_is_fetched_only_where_a_question_needs_it() {
        try (Workspace workspace = open()) {
            workspace.fetch(List.of(last));
            int asked = server.requests().size();
            assertThat(workspace.contains(last, last)).isTrue();
            assertThat(server.requests()).hasSize(asked);

            assertThat(workspace.contains(last, first)).isTrue();
            assertThat(workspace.contains(first, last)).isFalse();
            assertThat(workspace.drift(first, Optional.of(last))).isEqualTo(new Drift.MovedOn(last, COMMITS));
        }
    }

    @Test
    void a_push_arrives_and_may_be_repeated_and_overtaken() {
        try (Workspace one = open();
                Workspace two = open()) {
            one.fetch(List.of(last));
            two.fetch(List.of(last));
            PushIntent mine = intent(one, TASK, Optional.empty(), last, put("dir/b", "one\n"));
            PushIntent yours = intent(two, TASK, Optional.empty(), last, put("a", "two\n"));

            assertThat(one.push(mine)).isEqualTo(new PushOutcome.Accepted());
            assertThat(one.push(mine)).isEqualTo(new PushOutcome.AlreadyThere());
            assertThat(two.push(yours)).isEqualTo(new PushOutcome.Moved(Optional.of(mine.commit())));

            MergeOutcome merged = two.merge(last, mine.commit(), yours.commit());
            assertThat(merged).isInstanceOf(MergeOutcome.Clean.class);
            PushIntent again = two.intent(
                    TASK,
                    Optional.of(mine.commit()),
                    Given.facts(merged.tree(), "merge", mine.commit(), yours.commit()));
            assertThat(two.push(again)).isEqualTo(new PushOutcome.Accepted());
            assertThat(two.push(yours)).isEqualTo(new PushOutcome.Reachable(again.commit()));
            assertThat(pushed(one, Given.TRUNK, last, put("c", "c\n"))).isNotNull();
        }
        assertThat(origin.run("show", TASK.name() + ":dir/b")).isEqualTo("one");
        assertThat(origin.run("show", TASK.name() + ":a")).isEqualTo("two");
    }

    @Test
    void a_server_that_forbids_the_push_is_quoted() throws IOException {
        Path hook = origin.folder().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho protected >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        try (Workspace workspace = open()) {
            workspace.fetch(List.of(last));
            PushIntent intent = intent(workspace, TASK, Optional.empty(), last, put("a", "x\n"));

            assertThat(workspace.push(intent))
                    .isEqualTo(new PushOutcome.Declined("the server refuses it: pre-receive hook declined"));
        }
    }

    @Test
    void the_token_goes_to_its_host_and_into_no_message() {
        server.wanting("s3cret");
        Opening opening = opening(server.address("origin.git"), repository -> Optional.of("s3cret"));
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        try (Workspace workspace = ((Opening.Opened) opening).workspace()) {
            assertThat(workspace.fetch(List.of(last))).isEmpty();
            pushed(workspace, TASK, last, put("a", "x\n"));
        }

        assertThat(refused(server.address("origin.git"), TokenSource.none()).reason())
                .isEqualTo(Reason.NOT_AUTHORISED);
        Opening.Refused wrong = refused(server.address("origin.git"), repository -> Optional.of("wr0ng"));
        assertThat(wrong.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(wrong.message()).contains("refuses the token").doesNotContain("wr0ng");
    }

    @Test
    void a_server_that_sends_elsewhere_is_not_followed() throws IOException {
        try (GitServer other = GitServer.serving(temporary.resolve("served"))) {
            String elsewhere = other.address("").toString();
            server.sendingTo(elsewhere.substring(0, elsewhere.length() - 1));

            Opening.Refused refused = refused(server.address("origin.git"), repository -> Optional.of("s3cret"));

            assertThat(refused.reason()).isEqualTo(Reason.SENT_ELSEWHERE);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void what_is_not_there_is_told_apart() throws IOException {
        GitCommand.init(temporary.resolve("served/empty.git"), "--bare");
        GitCommand sha256 = GitCommand.init(temporary.resolve("served/sha256.git"), "--bare", "--object-format=sha256");
        sha256.pipe(
                "commit refs/heads/main\ncommitter P <p@example.com> 1700000000 +0000\ndata 1\nc\n\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "fast-import",
                "--quiet");
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThat(refused(server.address("empty.git"), TokenSource.none()).reason())
                .isEqualTo(Reason.EMPTY);
        assertThat(refused(server.address("none.git"), TokenSource.none()).reason())
                .isEqualTo(Reason.NOT_A_REPOSITORY);
        assertThat(refused(server.address("sha256.git"), TokenSource.none()).message())
                .contains("only sha1 is understood");
        assertThat(refused(URI.create("http://127.0.0.1:" + closed + "/x.git"), TokenSource.none())
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }
}
