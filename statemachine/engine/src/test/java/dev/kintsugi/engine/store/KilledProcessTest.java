package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.log.LogEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int ROUNDS = 6;

    @TempDir
    Path directory;

    @Test
    void whatever_was_said_to_be_safe_is_there_after_kill_9_at_any_moment() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> safe = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildJvm child =
                    ChildJvm.running(AppendUntilKilled.class, directory.toString(), String.valueOf(round))) {
                int linesUntilKill = 1 + random.nextInt(300);
                for (int i = 0; i < linesUntilKill; i++) {
                    safe.add(child.line());
                }
                assertThatThrownBy(() -> DurableLog.in(directory))
                        .as("the child owns the directory")
                        .isInstanceOf(StoreFailure.class);
                List<String> rest = child.kill();
                safe.addAll(rest.isEmpty() ? rest : whole(rest));
            }

            Set<String> found = found();
            List<String> lost =
                    safe.stream().filter(name -> !found.contains(name)).toList();
            assertThat(lost).as("lost with seed %d in round %d", seed, round).isEmpty();
            List<String> halved = found.stream()
                    .filter(name ->
                            !found.contains(name.endsWith("b") ? name.substring(0, name.length() - 1) : name + "b"))
                    .toList();
            assertThat(halved).as("written by halves with seed %d", seed).isEmpty();
        }
    }

    /** The last line may itself have been cut off by the kill. */
    private static List<String> whole(List<String> lines) {
        return lines.subList(0, lines.size() - 1);
    }

    private Set<String> found() {
        Set<String> found = new LinkedHashSet<>();
        try (DurableLog log = DurableLog.in(directory)) {
            log.replay(entry -> {
                if (entry instanceof LogEntry.MachineDeleted deleted) {
                    if (!found.add(deleted.machineArn())) {
                        throw new AssertionError("twice: " + deleted.machineArn());
                    }
                }
            });
        }
        return found;
    }
}
