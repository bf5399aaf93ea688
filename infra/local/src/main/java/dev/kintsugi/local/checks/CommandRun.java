package dev.kintsugi.local.checks;

import dev.kintsugi.core.check.CheckResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one command of a project to its end, or to the end of its time, and leaves no process of it behind. */
final class CommandRun {
    /** What a shell says of a command that had no time; {@code timeout} says the same. */
    static final int TIMED_OUT = 124;

    /** What a shell says of a command that was killed. */
    static final int KILLED = 137;

    /** A shell's word for a command that is not there. */
    static final int NOT_FOUND = 127;

    /** Of this process's environment, what tells where tools are and nothing that opens a door. */
    private static final List<String> PASSED_ON =
            List.of("PATH", "JAVA_HOME", "GOROOT", "RUSTUP_HOME", "LANG", "LC_ALL", "TZ");

    private static final Duration TO_DIE = Duration.ofSeconds(5);

    /** Between two looks at how many processes a command has. */
    private static final long LOOK_MILLISECONDS = 250;

    private final Sandbox sandbox;
    private final Path data;

    /** @param data where all projects of this machine are kept: no command sees more of it than its own lane */
    CommandRun(Sandbox sandbox, Path data) {
        this.sandbox = sandbox;
        this.data = data;
    }

    CheckResult run(String name, String command, Lane lane, Duration limit, boolean network)
            throws IOException, InterruptedException {
        Fence fence = Fence.around(lane, data, System.getenv());
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(command, fence, network))
                .directory(fence.lane().tree().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(fence.lane()));
        long began = System.nanoTime();
        Process process = builder.start();
        Tail tail = new Tail();
        Thread reader = Thread.ofVirtual().start(() -> drain(process, tail));
        Stay stay = Stay.TOO_LONG;
        try {
            stay = stay(process, limit);
            if (stay == Stay.ENDED) {
                // What it printed last may still be on its way.
                reader.join(TO_DIE);
            }
        } finally {
            // Also on a good end: what it left running in the background ends with it.
            kill(process);
        }
        reader.join(TO_DIE);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        String output = tail.text();
        if (stay == Stay.TOO_LONG) {
            return new CheckResult(
                    name,
                    TIMED_OUT,
                    seconds,
                    output + "\n[stopped: it ran longer than %d s]".formatted(limit.toSeconds()));
        }
        if (stay == Stay.TOO_MANY) {
            return new CheckResult(
                    name,
                    KILLED,
                    seconds,
                    output + "\n[stopped: it had more than %d processes at once]".formatted(Sandbox.PROCESSES));
        }
        int code = process.exitValue();
        String note = code == NOT_FOUND ? "\n[exit code 127: a command was not found]" : "";
        return new CheckResult(name, code, seconds, output + note);
    }

    /** How a command's stay ended. */
    private enum Stay {
        ENDED,
        TOO_LONG,
        TOO_MANY
    }

    /** Counted from outside too, for no kernel bounds the processes of root. */
    private static Stay stay(Process process, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            long look = Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, LOOK_MILLISECONDS);
            if (process.waitFor(look, TimeUnit.MILLISECONDS)) {
                return Stay.ENDED;
            }
            if (process.descendants().skip(Sandbox.PROCESSES).findAny().isPresent()) {
                return Stay.TOO_MANY;
            }
        }
        return Stay.TOO_LONG;
    }

    private static Map<String, String> environment(Lane lane) {
        Map<String, String> environment = new LinkedHashMap<>();
        Map<String, String> ours = System.getenv();
        PASSED_ON.stream().filter(ours::containsKey).forEach(key -> environment.put(key, ours.get(key)));
        environment.put("HOME", lane.home().toString());
        environment.put("TMPDIR", lane.temporary().toString());
        environment.put("CI", "true");
        environment.put("TERM", "dumb");
        return environment;
    }

    private static void drain(Process process, Tail tail) {
        try (var out = process.getInputStream()) {
            tail.drain(out);
        } catch (IOException closed) {
            // The process was killed while it printed; what came before is kept.
            return;
        }
    }

    /** Children first are found, then all are ended; those that a child starts meanwhile are found in the next round. */
    private static void kill(Process process) throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            List<ProcessHandle> all = process.descendants().toList();
            all.forEach(ProcessHandle::destroyForcibly);
            if (all.isEmpty()) {
                break;
            }
        }
        // By its handle: the process itself would close its output before it is read.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS)) {
            System.getLogger(CommandRun.class.getName())
                    .log(System.Logger.Level.WARNING, "process {0} does not end", process.pid());
        }
    }

    /** Where a project's own files for one run of its checks lie. */
    record Lane(Path folder) {
        Path tree() {
            return folder.resolve("tree");
        }

        Path home() {
            return folder.resolve("home");
        }

        Path temporary() {
            return folder.resolve("tmp");
        }
    }
}
