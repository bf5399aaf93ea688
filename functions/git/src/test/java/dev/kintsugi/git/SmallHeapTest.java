package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.facts;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.written;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository that is twice as large as the heap: a cycle in a process of its own, on this machine and over HTTP. By
 * hand the same was done with 1 GB in a heap of 512 MB.
 */
class SmallHeapTest {
    private static final int HEAP_MEGABYTES = 64;
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path temporary;

    @Test
    void a_repository_twice_as_large_as_the_heap_is_worked_in() throws IOException, InterruptedException {
        GitCommand git = GitCommand.init(temporary.resolve("large"), "--bare");
        git.run("config", "http.receivepack", "true");
        git.run("config", "core.compression", "0");
        byte[] noise = new byte[48 * MEGABYTE];
        for (int file = 0; file < 2; file++) {
            new Random(file).nextBytes(noise);
            git.file("noise" + file, noise);
        }
        noise = new byte[4 * MEGABYTE];
        for (int file = 0; file < 8; file++) {
            new Random(100 + file).nextBytes(noise);
            git.file("part" + file, noise);
        }
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        for (String name : List.of("noise0", "noise1", "part0", "part1", "part2", "part3", "part4", "part5", "part6")) {
            String blob =
                    git.run("hash-object", "-w", git.folder().resolve(name).toString());
            index.writeBytes(("100644 blob " + blob + "\t" + name + "\n").getBytes(US_ASCII));
            Files.delete(git.folder().resolve(name));
        }
        String tree = git.pipe(index.toByteArray(), "mktree");
        CommitId base = id(git.run("commit-tree", "-m", "large", tree));
        git.run("update-ref", "refs/heads/main", base.hex());

        assertThat(inASmallHeap(git.folder().toString(), base)).isEqualTo("Accepted[] 10");
        git.run("update-ref", "-d", TASK.ref());
        try (GitServer server = GitServer.serving(temporary)) {
            assertThat(inASmallHeap(server.address("large").toString(), base)).isEqualTo("Accepted[] 10");
        }
        git.fsck();
    }

    private String inASmallHeap(String address, CommitId base) throws IOException, InterruptedException {
        Path cache = Files.createTempDirectory(temporary, "cache");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cycle.class.getName(),
                        address,
                        base.hex(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output;
    }

    /** The process: one cycle of work, and a checkout. */
    static final class Cycle {
        private Cycle() {}

        public static void main(String[] arguments) throws Exception {
            CommitId base = new CommitId(arguments[1]);
            Path folder = Path.of(arguments[2]);
            JGitWorkspaces workspaces =
                    new JGitWorkspaces(folder.resolve("cache"), InstantSource.system(), TokenSource.none());
            Opening opening = arguments[0].startsWith("http")
                    ? workspaces.openHttp(URI.create(arguments[0]))
                    : workspaces.open(arguments[0]);
            try (Workspace workspace = ((Opening.Opened) opening).workspace()) {
                workspace.fetch(List.of(base));
                TreeId tree = workspace.treeOf(base);
                FileAt.Found part = (FileAt.Found) workspace.read(tree, "part0");
                TreeId next = written(
                        workspace,
                        tree,
                        new FileChange.Put("copy", part.content()),
                        new FileChange.Put("new", FileContent.of(new byte[Workspace.MAXIMUM_FILE_BYTES])),
                        new FileChange.Delete("part6"),
                        put("note", "a note\n"));
                PushIntent intent = workspace.intent(TASK, Optional.empty(), facts(next, "t1/cycle-1: large", base));
                Object outcome = workspace.push(intent);
                workspace.changedFiles(tree, next);
                workspace.diff(tree, next, 10_000);
                workspace.survives(base, List.of(intent.commit()), intent.commit());
                int files = workspace
                        .checkOut(intent.commit(), folder.resolve("files"))
                        .files();
                System.out.println(outcome + " " + (files - 1));
            }
        }
    }
}
