package dev.kintsugi.models.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An agent and all it started. Children whose parent has ended belong to nobody that Java can ask, so every process of
 * the family carries a mark in its environment, by which Linux finds it again; elsewhere it must have been seen before.
 */
final class AgentFamily {
    /** The variable that holds the mark. */
    static final String MARK = "KINTSUGI_AGENT_RUN";

    /** How often the family is looked for at its end: some may be born while others die. */
    private static final int ROUNDS = 5;

    private static final Path PROCESSES = Path.of("/proc");

    private final Process agent;
    private final String entry;
    private final Set<ProcessHandle> seen = new HashSet<>();

    AgentFamily(Process agent, String mark) {
        this.agent = agent;
        this.entry = "\0" + MARK + "=" + mark + "\0";
    }

    /** Remembers who is there now. */
    void look() {
        agent.descendants().forEach(seen::add);
    }

    /** Ends them all. */
    void end() {
        look();
        agent.destroyForcibly();
        seen.forEach(ProcessHandle::destroyForcibly);
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> marked = marked();
            if (marked.isEmpty()) {
                return;
            }
            marked.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Set<ProcessHandle> marked() {
        Set<ProcessHandle> marked = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
            for (Path process : processes) {
                if (carriesMark(process)) {
                    handle(process).filter(ProcessHandle::isAlive).ifPresent(marked::add);
                }
            }
        } catch (IOException | DirectoryIteratorException noSuchPlace) {
            // Not Linux: whoever was seen is all there is to find.
            return marked;
        }
        return marked;
    }

    private boolean carriesMark(Path process) {
        try {
            String environment =
                    "\0" + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return environment.contains(entry);
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
    }
}
