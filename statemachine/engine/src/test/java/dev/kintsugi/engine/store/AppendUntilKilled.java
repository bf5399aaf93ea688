package dev.kintsugi.engine.store;

import dev.kintsugi.engine.log.LogEntry;
import java.nio.file.Path;
import java.util.List;

/** Appends from several threads and prints each entry once the log has said that it is safe, until it is killed. */
final class AppendUntilKilled {
    private static final int SEGMENT_BYTES = 20_000;
    private static final int THREADS = 4;

    private AppendUntilKilled() {}

    public static void main(String[] arguments) {
        DurableLog log = DurableLog.in(Path.of(arguments[0]), Disk.real(), SEGMENT_BYTES);
        log.replay(entry -> {});
        for (int t = 0; t < THREADS; t++) {
            String thread = arguments[1] + "-" + t + "-";
            Thread.ofPlatform().start(() -> {
                for (int i = 0; true; i++) {
                    String name = thread + i;
                    log.append(List.of(new LogEntry.MachineDeleted(name), new LogEntry.MachineDeleted(name + "b")))
                            .toCompletableFuture()
                            .join();
                    System.out.println(name);
                }
            });
        }
    }
}
