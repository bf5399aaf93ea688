package dev.kintsugi.engine.store;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.execution.ExecutionStatus;
import java.nio.file.Path;

/** Starts executions from several threads and prints each when it has ended, until it is killed. */
final class RunUntilKilled {
    private static final int THREADS = 4;
    private static final int SEGMENT_BYTES = 100_000;

    private RunUntilKilled() {}

    public static void main(String[] arguments) {
        Engine engine = Machines.open(DurableLog.in(Path.of(arguments[0]), Disk.real(), SEGMENT_BYTES));
        String machine = engine.createStateMachine("m", Machines.THREE_STATES, Machines.ROLE, "{}")
                .machineArn();
        for (int t = 0; t < THREADS; t++) {
            String thread = arguments[1] + "-" + t + "-";
            Thread.ofPlatform().start(() -> {
                for (int i = 0; true; i++) {
                    ExecutionDescription started = engine.startExecution(machine, thread + i, "{\"n\":" + i + "}");
                    while (engine.describeExecution(started.executionArn()).status() == ExecutionStatus.RUNNING) {
                        Thread.onSpinWait();
                    }
                    System.out.println(thread + i);
                }
            });
        }
    }
}
