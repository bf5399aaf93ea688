package dev.kintsugi.local.checks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What this system offers to keep a command apart: found out once, by trying. */
enum Sandbox {
    /** Bubblewrap: the file system can only be read outside the lane, processes end with it, the network can be denied. */
    BUBBLEWRAP,
    /** Namespaces of the kernel: processes end with it, the network can be denied. */
    NAMESPACES,
    /** Nothing: the processes are killed one by one. */
    NONE;

    /** Processes that one command may have at once, where the kernel counts them for the sandbox alone. */
    static final int PROCESSES = 2_048;

    private static final int PROBE_SECONDS = 5;

    /** Loopback is brought up where it can be, for tests that listen there. */
    private static final String WITH_LOOPBACK =
            "ip link set lo up 2>/dev/null; ulimit -u %d 2>/dev/null; exec sh -c \"$1\"".formatted(PROCESSES);

    private static final String BOUNDED = "ulimit -u %d 2>/dev/null; exec sh -c \"$1\"".formatted(PROCESSES);

    static Sandbox find() {
        if (works(BUBBLEWRAP.command("true", Path.of("/"), false))) {
            return BUBBLEWRAP;
        }
        return works(NAMESPACES.command("true", Path.of("/"), false)) ? NAMESPACES : NONE;
    }

    boolean canDenyNetwork() {
        return this != NONE;
    }

    /**
     * The command line that runs a shell command.
     *
     * @param lane the folder it may write to
     */
    List<String> command(String shell, Path lane, boolean network) {
        return switch (this) {
            case BUBBLEWRAP -> {
                List<String> words = new ArrayList<>(List.of(
                        "bwrap",
                        "--die-with-parent",
                        "--unshare-pid",
                        "--ro-bind",
                        "/",
                        "/",
                        "--dev",
                        "/dev",
                        "--proc",
                        "/proc",
                        "--tmpfs",
                        "/tmp",
                        "--bind",
                        lane.toString(),
                        lane.toString()));
                if (!network) {
                    words.add("--unshare-net");
                }
                words.addAll(List.of("sh", "-c", BOUNDED, "sh", shell));
                yield words;
            }
            case NAMESPACES -> {
                List<String> words = new ArrayList<>(
                        List.of("unshare", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"));
                if (!network) {
                    words.add("--net");
                }
                words.addAll(List.of("sh", "-c", network ? BOUNDED : WITH_LOOPBACK, "sh", shell));
                yield words;
            }
            case NONE -> List.of("sh", "-c", shell);
        };
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
