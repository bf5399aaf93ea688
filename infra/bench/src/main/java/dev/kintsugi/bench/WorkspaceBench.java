package dev.kintsugi.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WriteOutcome;
import dev.kintsugi.git.JGitWorkspaces;
import dev.kintsugi.git.TokenSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One cycle's work on a repository (fetch, change 20 places in 8 files, commit, push) in repositories of 100, 5,000 and
 * 50,000 files, beside the git command line doing the same in a clone that it keeps. Prints medians in milliseconds.
 * Arguments: a folder to work in, and other numbers of files.
 */
public final class WorkspaceBench {
    private static final int[] SIZES = {100, 5_000, 50_000};
    private static final int FILES_A_FOLDER = 50;
    private static final int LINES = 60;
    private static final int CHANGED_FILES = 8;
    private static final int PLACES = 20;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 30;
    private static final int ROUNDS_OF_GIT = 7;
    private static final Branch OURS = Branch.ofTask("bench", "ours");
    private static final Branch GITS = Branch.ofTask("bench", "git");

    private final Path folder;
    private final int size;

    private WorkspaceBench(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /** Runs all sizes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/workspace-bench")
                        .toAbsolutePath()),
                "run");
        System.out.println("files   first ours   ours (ms)   git (ms)   times faster");
        int[] sizes =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        for (int size : sizes.length == 0 ? SIZES : sizes) {
            new WorkspaceBench(folder.resolve("files" + size), size).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Path origin = makeOrigin();
        CommitId base = new CommitId(git(origin, "rev-parse", "main"));
        List<Double> ours = new ArrayList<>();
        double first;
        Opening opening = new JGitWorkspaces(folder.resolve("cache"), InstantSource.system(), TokenSource.none())
                .open(origin.toString());
        if (!(opening instanceof Opening.Opened opened)) {
            throw new IllegalStateException("The repository made here was refused: " + opening);
        }
        try (Workspace workspace = opened.workspace()) {
            CommitId head = base;
            Optional<CommitId> expected = Optional.empty();
            first = 0;
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                long start = System.nanoTime();
                head = cycle(workspace, expected, head, round);
                expected = Optional.of(head);
                double took = (System.nanoTime() - start) / 1e6;
                first = round == 0 ? took : first;
                if (round >= WARM_UP) {
                    ours.add(took);
                }
            }
        }
        double command = gitCycles(origin);
        System.out.printf(
                Locale.ROOT,
                "%6d %11.1f %11.1f %10.1f %14.1f%n",
                size,
                first,
                median(ours),
                command,
                command / median(ours));
    }

    /** What a cycle does, and nothing kept from the round before. */
    private CommitId cycle(Workspace workspace, Optional<CommitId> expected, CommitId head, int round) {
        workspace.fetch(List.of(head));
        TreeId tree = workspace.treeOf(head);
        List<FileChange> changes = new ArrayList<>();
        for (int file = 0; file < CHANGED_FILES; file++) {
            String path = path(changed(file));
            if (!(workspace.read(tree, path) instanceof FileAt.Found found)) {
                throw new IllegalStateException("The file made here is gone: " + path);
            }
            String text = edited(new String(found.content().bytes(), UTF_8), file, round);
            changes.add(new FileChange.Put(path, FileContent.of(text)));
        }
        if (!(workspace.write(tree, changes) instanceof WriteOutcome.Written written)) {
            throw new IllegalStateException("The changes were refused");
        }
        Signature author = new Signature("Bench", "bench@example.com", Instant.ofEpochSecond(1_750_000_000L + round));
        CommitFacts facts = new CommitFacts(List.of(head), written.tree(), author, "round " + round);
        var intent = workspace.intent(OURS, expected, facts);
        PushOutcome outcome = workspace.push(intent);
        if (!(outcome instanceof PushOutcome.Accepted)) {
            throw new IllegalStateException("The push was not accepted: " + outcome);
        }
        return intent.commit();
    }

    private double gitCycles(Path origin) throws IOException, InterruptedException {
        Path clone = folder.resolve("clone");
        git(folder, "clone", "-q", origin.toString(), clone.toString());
        git(origin, "branch", GITS.name(), "main");
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS_OF_GIT; round++) {
            long start = System.nanoTime();
            git(clone, "fetch", "-q", "origin", GITS.ref());
            git(clone, "reset", "-q", "--hard", "FETCH_HEAD");
            for (int file = 0; file < CHANGED_FILES; file++) {
                Path path = clone.resolve(path(changed(file)));
                Files.writeString(path, edited(Files.readString(path), file, round));
            }
            git(clone, "commit", "-q", "-a", "-m", "round " + round);
            git(clone, "push", "-q", "origin", "HEAD:" + GITS.ref());
            times.add((System.nanoTime() - start) / 1e6);
        }
        return median(times);
    }

    private int changed(int file) {
        return file * (size / CHANGED_FILES);
    }

    private static String path(int file) {
        return "src/folder" + file / FILES_A_FOLDER + "/file" + file + ".txt";
    }

    /** Twenty places in eight files: two or three in each. */
    private static String edited(String text, int file, int round) {
        String[] lines = text.split("\n", -1);
        int places = PLACES / CHANGED_FILES + (file < PLACES % CHANGED_FILES ? 1 : 0);
        for (int place = 0; place < places; place++) {
            lines[place * (LINES / places)] = "changed in round " + round;
        }
        return String.join("\n", lines);
    }

    private Path makeOrigin() throws IOException, InterruptedException {
        Path origin = Files.createDirectories(folder.resolve("origin"));
        git(origin, "init", "-q", "--bare", "-b", "main");
        Process process = start(origin, "fast-import", "--quiet");
        try (OutputStream out = process.getOutputStream()) {
            out.write("commit refs/heads/main\ncommitter B <b@example.com> 1700000000 +0000\ndata 4\nbase\n"
                    .getBytes(UTF_8));
            for (int file = 0; file < size; file++) {
                StringBuilder content = new StringBuilder();
                for (int line = 0; line < LINES; line++) {
                    content.append("file ")
                            .append(file)
                            .append(" line ")
                            .append(line)
                            .append('\n');
                }
                String entry = "M 644 inline " + path(file) + "\ndata " + content.length() + "\n" + content + "\n";
                out.write(entry.getBytes(UTF_8));
            }
        }
        expectSuccess(process, "fast-import");
        return origin;
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        Process process = start(folder, arguments);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        expectSuccess(process, String.join(" ", arguments));
        return output.strip();
    }

    private static Process start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", folder.toString(), "-c", "user.name=Bench", "-c", "user.email=bench@example.com"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void expectSuccess(Process process, String what) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + what + " failed");
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
