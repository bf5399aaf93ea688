package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers push to one branch: every commit is in it at the end, whoever was faster, and whoever was killed. */
class ConcurrentPushesTest {
    private static final int PUSHES = 8;

    @TempDir
    Path temporary;

    /** Pushes a file for each round; merges what overtook it. Also what the other process runs. */
    static void work(Path repository, Path cache, String base, String worker, int rounds) {
        try (Workspace workspace = Repositories.open(repository, cache)) {
            for (int round = 0; round < rounds; round++) {
                CommitId start = workspace.head(TASK).orElse(id(base));
                PushIntent intent = Given.intent(
                        workspace, TASK, workspace.head(TASK), start, put(worker + "/" + round, worker + "\n"));
                PushOutcome outcome = workspace.push(intent);
                while (outcome instanceof PushOutcome.Moved moved) {
                    CommitId actual = moved.actual().orElseThrow();
                    MergeOutcome merged = workspace.merge(intent.commit(), actual);
                    intent = workspace.intent(
                            TASK, Optional.of(actual), Given.facts(merged.tree(), "merge", intent.commit(), actual));
                    outcome = workspace.push(intent);
                }
                assertThat(outcome).isEqualTo(new PushOutcome.Accepted());
            }
        }
    }

    /** Another process. */
    public static void main(String[] arguments) {
        work(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3], Integer.parseInt(arguments[4]));
    }

    private static Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConcurrentPushesTest.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .inheritIO()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void threads_and_processes_lose_nothing() throws Exception {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        String base = git.file("start", "start\n").commitAll("start");
        Path shared = temporary.resolve("shared-cache");
        Process process = process(git.folder().toString(), shared.toString(), base, "process", "" + PUSHES);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (String worker : List.of("one", "two", "three")) {
                Path cache = worker.equals("three") ? temporary.resolve("own-cache") : shared;
                work.add(() -> {
                    work(git.folder(), cache, base, worker, PUSHES);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(process.waitFor()).isZero();

        assertThat(git.run("ls-tree", "-r", "--name-only", TASK.name()).lines()).hasSize(4 * PUSHES + 1);
        assertThat(git.run("rev-list", "--no-merges", "--count", TASK.name())).isEqualTo("" + (4 * PUSHES + 1));
        git.fsck();
    }

    @Test
    void threads_that_open_a_new_store_at_once_all_open_it() throws Exception {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        git.file("start", "start\n").commitAll("start");
        for (int round = 0; round < 20; round++) {
            Path cache = temporary.resolve("cache" + round);
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                Callable<Boolean> open = () -> {
                    Repositories.open(git.folder(), cache).close();
                    return true;
                };
                for (Future<Boolean> opened : threads.invokeAll(Collections.nCopies(8, open))) {
                    assertThat(opened.get()).isTrue();
                }
            }
        }
    }

    @Test
    void a_killed_pusher_leaves_nothing_in_the_way() throws Exception {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        String base = git.file("start", "start\n").commitAll("start");
        Path cache = temporary.resolve("cache");
        for (int round = 0; round < 3; round++) {
            Optional<String> before = head(git);
            Process process = process(git.folder().toString(), cache.toString(), base, "killed" + round, "100000");
            while (head(git).equals(before) && process.isAlive()) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            git.fsck();
            work(git.folder(), cache, base, "after" + round, 1);
        }

        assertThat(git.run("ls-tree", "-r", "--name-only", TASK.name())).contains("after0/0", "after1/0", "after2/0");
        try (var left = Files.walk(git.folder().resolve(".git/refs"))) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".lock"));
        }
        git.fsck();
    }

    private static Optional<String> head(GitCommand git) {
        GitCommand.Result result = git.tryRun(new byte[0], "rev-parse", "-q", "--verify", TASK.ref());
        return result.exit() == 0 ? Optional.of(result.output()) : Optional.empty();
    }
}
