package dev.kintsugi.bench.engine;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.engine.store.DurableLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Prints what the engine costs as a table. Run it on a quiet machine: {@code EngineBench [seconds per figure]}. */
public final class EngineBench {
    private static final String ROLE = "arn:aws:iam::000000000000:role/bench";
    private static final int OPEN_EXECUTIONS = 10_000;
    private static final int MANY_EXECUTIONS = 1_000;
    /** Everything that ended is kept in memory, so there is an end to it. */
    private static final long MOST_WAVES = 20;

    private static final int HISTORIES = 40;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Duration each;
    private final PrintStream out;

    private EngineBench(Duration each, PrintStream out) {
        this.each = each;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Duration each = Duration.ofSeconds(arguments.length == 0 ? 5 : Long.parseLong(arguments[0]));
        new EngineBench(each, new PrintStream(System.out, true, StandardCharsets.UTF_8)).run();
    }

    private void run() throws IOException {
        row("figure", "value");
        row("---", "---");
        inMemory();
        openExecutions();
        onDisk();
    }

    private void inMemory() {
        sequential(new ForgetfulLog(), Machines.LOOP);
        double loop = sequential(new ForgetfulLog(), Machines.LOOP);
        row("transitions/s, one execution, in memory", number(loop));
        row("transitions/s, 1,000 executions, in memory", number(concurrent(new ForgetfulLog())));
        double pass = sequential(new ForgetfulLog(), Machines.PASSES);
        double computing = sequential(new ForgetfulLog(), Machines.COMPUTING_LOOP);
        double passMicros = MICROS_PER_SECOND / pass;
        row("microseconds per Pass", decimal(passMicros));
        row("microseconds per Choice", decimal(2 * MICROS_PER_SECOND / loop - passMicros));
        row("microseconds per JSONata expression", decimal(MICROS_PER_SECOND / computing - MICROS_PER_SECOND / loop));
        row("last tenth of a full history / first tenth", decimal(growth()));
    }

    private void onDisk() throws IOException {
        Path folder = Files.createTempDirectory("engine-bench");
        try {
            row(
                    "transitions/s, one execution, durable",
                    number(sequential(DurableLog.in(folder.resolve("one")), Machines.LOOP)));
            row("transitions/s, 1,000 executions, durable", number(concurrent(DurableLog.in(folder.resolve("many")))));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Executions one after the other, each until its history is full; states entered per second. */
    private double sequential(EventLog log, String definition) {
        try (Stopped stopped = new Stopped(log)) {
            String machine = stopped.machine(definition);
            long entered = 0;
            long begin = System.nanoTime();
            long end = begin + each.toNanos();
            for (int i = 0; i < HISTORIES && System.nanoTime() < end; i++) {
                CountDownLatch done = stopped.expect(1);
                ExecutionDescription execution = stopped.engine.startExecution(machine, null, "{\"n\":0}");
                await(done);
                entered += stopped.engine.history(execution.executionArn()).size() / 2;
            }
            return entered * NANOS_PER_SECOND / (System.nanoTime() - begin);
        }
    }

    /** A thousand short executions at the same time, in waves; states entered per second. */
    private double concurrent(EventLog log) {
        try (Stopped stopped = new Stopped(log)) {
            String machine = stopped.machine(Machines.SHORT);
            long waves = 0;
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < each.toNanos() && waves < MOST_WAVES) {
                CountDownLatch done = stopped.expect(MANY_EXECUTIONS);
                for (int i = 0; i < MANY_EXECUTIONS; i++) {
                    Thread.startVirtualThread(() -> stopped.engine.startExecution(machine, null, "{}"));
                }
                await(done);
                waves++;
            }
            return waves * MANY_EXECUTIONS * Machines.SHORT_STATES * NANOS_PER_SECOND / (System.nanoTime() - begin);
        }
    }

    /** Time for the last tenth of a full history, in parts of the time for the first tenth, over many executions. */
    private static double growth() {
        BatchTimes times = new BatchTimes();
        try (Stopped stopped = new Stopped(times)) {
            String machine = stopped.machine(Machines.LOOP);
            for (int i = 0; i < HISTORIES; i++) {
                CountDownLatch done = stopped.expect(1);
                stopped.engine.startExecution(machine, null, "{}");
                await(done);
            }
        }
        return times.growth();
    }

    private void openExecutions() {
        try (Stopped stopped = new Stopped(new ForgetfulLog())) {
            String machine = stopped.machine(Machines.WAITING);
            long before = heap();
            for (int i = 0; i < OPEN_EXECUTIONS; i++) {
                stopped.engine.startExecution(machine, null, "{\"n\":" + i + "}");
            }
            row("bytes per open execution", number((heap() - before) / (double) OPEN_EXECUTIONS));
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private void row(String figure, String value) {
        out.println("| " + figure + " | " + value + " |");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** An engine that counts how many executions have ended. */
    private static final class Stopped implements AutoCloseable {
        private final Engine engine;
        private volatile CountDownLatch latch = new CountDownLatch(0);

        Stopped(EventLog log) {
            engine = InProcessEngine.builder()
                    .log(log)
                    .listener(change -> {
                        if (change.execution().status() != ExecutionStatus.RUNNING) {
                            latch.countDown();
                        }
                    })
                    .open();
        }

        String machine(String definition) {
            return engine.createStateMachine("bench", definition, ROLE, "{}").machineArn();
        }

        CountDownLatch expect(int executions) {
            latch = new CountDownLatch(executions);
            return latch;
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
