package dev.kintsugi.local.checks;

import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a command that a model wrote sees of the files: all of the system to read, its own lane to write, and nothing of
 * the folders that hold the caller's secrets, but for the tools that are installed in them.
 *
 * @param lane the only folder that it may write to, by its real path
 * @param hidden folders that are empty for it
 * @param tools what it can read below those all the same
 */
record Fence(Lane lane, List<Path> hidden, List<Path> tools) {
    /** Sockets of the system's services lie there, one of which may be a way out. */
    private static final Path SOCKETS = Path.of("/run");

    /** How a name becomes an address; needed where the network is not denied. */
    private static final Path NAME_SERVICE = Path.of("/run/systemd/resolve");

    /** A command has one of its own in any case. */
    private static final Path TEMPORARY = Path.of("/tmp");

    private static final Pattern COLON = Pattern.compile(":");
    private static final List<String> TOOL_FOLDERS = List.of("JAVA_HOME", "GOROOT", "RUSTUP_HOME");
    private static final List<String> BESIDE_PROGRAMS = List.of("lib", "lib64", "libexec", "versions");

    Fence {
        hidden = List.copyOf(hidden);
        tools = List.copyOf(tools);
    }

    /**
     * The fence around a lane.
     *
     * @param data where all projects of this machine are kept
     * @param environment where it says which tools the command uses
     */
    static Fence around(Lane lane, Path data, Map<String, String> environment) throws IOException {
        Lane real = new Lane(lane.folder().toRealPath());
        List<Path> hidden = new ArrayList<>();
        Stream.of(real(System.getProperty("user.home")), real(data.toString()), Optional.of(SOCKETS))
                .flatMap(Optional::stream)
                .filter(folder -> Files.isDirectory(folder) && folder.getNameCount() > 0 && !folder.equals(TEMPORARY))
                .filter(folder -> hidden.stream().noneMatch(folder::startsWith))
                .forEach(folder -> {
                    hidden.removeIf(inner -> inner.startsWith(folder));
                    hidden.add(folder);
                });
        Set<Path> tools = new LinkedHashSet<>();
        TOOL_FOLDERS.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .flatMap(value -> real(value).stream())
                .forEach(tools::add);
        COLON.splitAsStream(environment.getOrDefault("PATH", ""))
                .flatMap(entry -> real(entry).stream())
                .forEach(programs -> tools.addAll(installation(programs, hidden)));
        tools.add(NAME_SERVICE);
        tools.removeIf(tool -> !Files.isDirectory(tool)
                || hidden.contains(tool)
                || hidden.stream().noneMatch(tool::startsWith)
                || real.folder().startsWith(tool));
        return new Fence(real, hidden, List.copyOf(tools));
    }

    /** A folder of programs with what they need: all of a tool's own folder, but not of one that others share. */
    private static List<Path> installation(Path programs, List<Path> hidden) {
        Path parent = programs.getParent();
        if (parent == null) {
            return List.of();
        }
        boolean ownFolder = hidden.stream()
                .filter(parent::startsWith)
                .anyMatch(folder -> parent.getNameCount() - folder.getNameCount() > 1);
        if (ownFolder) {
            return List.of(parent);
        }
        List<Path> shown = new ArrayList<>(List.of(programs));
        if (!hidden.contains(parent)) {
            BESIDE_PROGRAMS.stream().map(parent::resolve).forEach(shown::add);
        }
        return shown;
    }

    private static Optional<Path> real(String written) {
        try {
            return written.isBlank() || written.contains("\n")
                    ? Optional.empty()
                    : Optional.of(Path.of(written).toRealPath());
        } catch (IOException | InvalidPathException none) {
            return Optional.empty();
        }
    }
}
