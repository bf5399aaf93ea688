package dev.kintsugi.bench;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.StatusChange;
import dev.kintsugi.engine.api.StepFunctionsApi;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.http.LoopbackServer;
import dev.kintsugi.engine.store.DurableLog;
import dev.kintsugi.engine.time.WallTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * How long a client waits for StartExecution over HTTP, and how many transitions a second are safe on disk. One run of
 * some ten seconds in a temporary data directory; run its {@code main} with the module's class path.
 */
public final class EnginePort {
    private static final int WARM_UP = 2_000;
    private static final int CALLS_PER_CLIENT = 2_000;
    private static final int EXECUTIONS = 2_000;
    private static final int STATES = 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String ROLE = "arn:aws:iam::000000000000:role/bench";

    private EnginePort() {}

    /** Runs both measurements and prints them. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("engine-bench");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Semaphore ended = new Semaphore(0);
        try (Engine engine = InProcessEngine.builder()
                .log(DurableLog.in(directory))
                .listener(change -> countEnds(change, ended))
                .open()) {
            String machine =
                    engine.createStateMachine("bench", passes(), ROLE, "{}").machineArn();
            startedOverHttp(engine, machine, out);
            ended.acquire(ended.availablePermits());
            transitions(engine, machine, ended, out);
        } finally {
            delete(directory);
        }
    }

    private static void countEnds(StatusChange change, Semaphore ended) {
        if (change.execution().status() != ExecutionStatus.RUNNING) {
            ended.release();
        }
    }

    private static void startedOverHttp(Engine engine, String machine, PrintStream out) throws Exception {
        byte[] request = "{\"stateMachineArn\":\"%s\"}".formatted(machine).getBytes(StandardCharsets.UTF_8);
        try (LoopbackServer server = LoopbackServer.open(0, List.of(new StepFunctionsApi(engine, new WallTime())))) {
            calls(server.address(), request, new long[WARM_UP]);
            for (int clients : new int[] {1, 8}) {
                List<long[]> times = new ArrayList<>();
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    long[] own = new long[CALLS_PER_CLIENT];
                    times.add(own);
                    threads.add(Thread.ofVirtual().start(() -> calls(server.address(), request, own)));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                tell(out, clients, times);
            }
        }
    }

    private static void calls(URI address, byte[] request, long[] times) {
        for (int i = 0; i < times.length; i++) {
            long begun = System.nanoTime();
            call(address, request);
            times[i] = System.nanoTime() - begun;
        }
    }

    private static void call(URI address, byte[] request) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("X-Amz-Target", "AWSStepFunctions.StartExecution");
            connection.getOutputStream().write(request);
            try (InputStream answer = connection.getInputStream()) {
                answer.readAllBytes();
            }
        } catch (IOException e) {
            throw new IllegalStateException("StartExecution was not answered", e);
        }
    }

    private static void tell(PrintStream out, int clients, List<long[]> times) {
        long[] sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "StartExecution over HTTP, on disk, %d at once: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                clients,
                sorted[sorted.length / 2] / NANOS_PER_MILLI,
                sorted[sorted.length * 99 / 100] / NANOS_PER_MILLI,
                sorted[sorted.length - 1] / NANOS_PER_MILLI);
    }

    private static void transitions(Engine engine, String machine, Semaphore ended, PrintStream out)
            throws InterruptedException {
        long begun = System.nanoTime();
        List<Thread> starters = new ArrayList<>();
        for (int i = 0; i < EXECUTIONS; i++) {
            starters.add(Thread.ofVirtual().start(() -> engine.startExecution(machine, null, "{}")));
        }
        for (Thread starter : starters) {
            starter.join();
        }
        ended.acquire(EXECUTIONS);
        double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
        out.printf(
                Locale.ROOT,
                "%d executions of %d states, on disk: %.0f transitions a second%n",
                EXECUTIONS,
                STATES,
                EXECUTIONS * STATES / seconds);
    }

    private static String passes() {
        StringBuilder states = new StringBuilder();
        for (int i = 1; i <= STATES; i++) {
            String next = i < STATES ? "\"Next\":\"S" + (i + 1) + "\"" : "\"End\":true";
            states.append(i == 1 ? "" : ",")
                    .append("\"S%d\":{\"Type\":\"Pass\",\"Output\":{\"n\":\"{%% %d + 1 %%}\"},%s}"
                            .formatted(i, i, next));
        }
        return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"S1\",\"States\":{" + states + "}}";
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
