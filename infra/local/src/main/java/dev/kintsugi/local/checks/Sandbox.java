package dev.kintsugi.local.checks;

import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What this system offers to keep a command apart: found out once, by trying; the first that works is used. */
enum Sandbox {
    /** Bubblewrap: the fence around the files holds, processes end with it, the network can be denied. */
    BUBBLEWRAP,
    /** Namespaces of the kernel, with the mounts that make up the fence: the same, by the system's own programs. */
    MOUNTS,
    /** Namespaces of a kernel that lets nobody mount: processes end with it, the network can be denied. */
    NAMESPACES,
    /** Nothing: the processes are killed one by one. */
    NONE;

    /** Processes that one command may have at once. */
    static final int PROCESSES = 2_048;

    /** Bytes that a command may put into what it takes for the system's folder of temporary files: they cost memory. */
    static final long TEMPORARY_BYTES = 512L * 1024 * 1024;

    /** Blocks of 512 bytes in one file: 4 GB. */
    private static final long FILE_BLOCKS = 8L * 1024 * 1024;

    private static final int PROBE_SECONDS = 5;

    private static final String BOUNDED =
            "ulimit -u %d 2>/dev/null; ulimit -f %d 2>/dev/null; exec sh -c \"$1\"".formatted(PROCESSES, FILE_BLOCKS);

    /** Loopback is brought up where it can be, for tests that listen there. */
    private static final String WITH_LOOPBACK = "ip link set lo up 2>/dev/null; " + BOUNDED;

    static Sandbox find() {
        for (Sandbox sandbox : List.of(BUBBLEWRAP, MOUNTS, NAMESPACES)) {
            if (sandbox.works()) {
                return sandbox;
            }
        }
        return NONE;
    }

    boolean canDenyNetwork() {
        return this != NONE;
    }

    boolean keepsFiles() {
        return this == BUBBLEWRAP || this == MOUNTS;
    }

    /** What a check can do here that it should not, for a person who is about to run some. */
    Optional<String> lacking() {
        String files = "read and write the files that you can";
        return switch (this) {
            case BUBBLEWRAP, MOUNTS -> Optional.empty();
            case NAMESPACES -> Optional.of(files);
            case NONE -> Optional.of(files + ", and use the network");
        };
    }

    /** The command line that runs a shell command behind a fence. */
    List<String> command(String shell, Fence fence, boolean network) {
        return switch (this) {
            case BUBBLEWRAP -> bubblewrap(shell, fence, network);
            case MOUNTS -> {
                List<String> words = unshare(network);
                words.addAll(List.of(
                        "--mount",
                        "sh",
                        "-c",
                        MountedFence.SCRIPT,
                        "kintsugi",
                        fence.lane().folder().toString(),
                        BOUNDED,
                        shell,
                        lines(fence.hidden()),
                        lines(fence.tools())));
                yield words;
            }
            case NAMESPACES -> {
                List<String> words = unshare(network);
                words.addAll(List.of("sh", "-c", network ? BOUNDED : WITH_LOOPBACK, "sh", shell));
                yield words;
            }
            case NONE -> List.of("sh", "-c", BOUNDED, "sh", shell);
        };
    }

    private static List<String> bubblewrap(String shell, Fence fence, boolean network) {
        String lane = fence.lane().folder().toString();
        List<String> words = new ArrayList<>(List.of(
                "bwrap",
                "--die-with-parent",
                "--unshare-pid",
                "--unshare-ipc",
                "--cap-drop",
                "ALL",
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--size",
                Long.toString(TEMPORARY_BYTES),
                "--tmpfs",
                "/tmp"));
        fence.hidden().forEach(folder -> words.addAll(List.of("--tmpfs", folder.toString())));
        fence.tools().forEach(tool -> words.addAll(List.of("--ro-bind", tool.toString(), tool.toString())));
        words.addAll(List.of("--bind", lane, lane));
        fence.hidden().forEach(folder -> words.addAll(List.of("--remount-ro", folder.toString())));
        if (!network) {
            words.add("--unshare-net");
        }
        words.addAll(List.of("--chdir", fence.lane().tree().toString(), "sh", "-c", BOUNDED, "sh", shell));
        return words;
    }

    private static List<String> unshare(boolean network) {
        List<String> words = new ArrayList<>(
                List.of("unshare", "--map-root-user", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc"));
        if (!network) {
            words.add("--net");
        }
        return words;
    }

    private static String lines(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining("\n"));
    }

    boolean works() {
        try {
            Lane lane = new Lane(Files.createTempDirectory("kintsugi-fence"));
            try {
                Files.createDirectories(lane.tree());
                return ends(command("true", Fence.around(lane, lane.folder().resolve("data"), System.getenv()), false));
            } finally {
                Checkout.delete(lane.folder());
            }
        } catch (IOException missing) {
            return false;
        }
    }

    private static boolean ends(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
