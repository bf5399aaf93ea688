package dev.kintsugi.bench.kill;

import dev.kintsugi.local.cloud.EmbeddedCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process that is killed: it lives the story up to one moment, says so, and lets nothing pass any more. */
final class FirstLife {
    private static final String OPEN = "open";
    private static final int NEVER = 0;

    private FirstLife() {}

    /** {@code FOLDER STORY KEEP_CYCLES LAST}; after the last moment, from 1, nothing passes. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Life life = new Life(Path.of(arguments[0]), new KillStory(Path.of(arguments[1])));
        int last = Integer.parseInt(arguments[3]);
        Moments moments = Moments.seenBy((number, name) -> {
            if (number == last) {
                out.println(name);
                while (true) {
                    LockSupport.park();
                }
            }
        });
        try (EmbeddedCloud cloud = life.open(moments, "first")) {
            if (last == NEVER) {
                out.println(OPEN);
            }
            new Operator(cloud.api(), Boolean.parseBoolean(arguments[2])).seeThrough(life.submission());
        }
    }

    /** Kills it when a moment comes, from 1; answers what was to come, or nothing if it was over before. */
    static String killedAt(Life life, boolean keepCycles, int moment) throws IOException {
        Process process = start(life, keepCycles, moment);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            return line == null ? "" : line;
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Kills it so long after it began, in the middle of whatever it does; nothing if it was over before. */
    static String killedAfter(Life life, boolean keepCycles, Duration time) throws IOException {
        Process process = start(life, keepCycles, NEVER);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            said.readLine();
            boolean over = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            return over ? "" : "after " + time.toMillis() + " ms";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static Process start(Life life, boolean keepCycles, int last) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstLife.class.getName(),
                        life.folder().toString(),
                        life.story().folder().toString(),
                        Boolean.toString(keepCycles),
                        Integer.toString(last)))
                .redirectError(life.folder().resolve("first.log").toFile())
                .start();
    }
}
