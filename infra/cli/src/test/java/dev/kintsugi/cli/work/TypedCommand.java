package dev.kintsugi.cli.work;

import dev.kintsugi.cli.Kintsugi;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with a person at the keyboard: for what only a whole process does. */
final class TypedCommand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 50;

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder seen = new StringBuilder();

    private TypedCommand(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; what it says and its errors come together, as on a terminal. */
    static TypedCommand start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (canUnignoreSignals()) {
            // A build that runs in the background hands on an ignored Ctrl-C.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Kintsugi.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new TypedCommand(builder.start());
    }

    static boolean canUnignoreSignals() {
        try {
            return new ProcessBuilder("env", "--default-signal=INT", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads until the text was printed. */
    TypedCommand awaits(String text) throws IOException {
        while (seen.indexOf(text) < 0) {
            int next = output.read();
            if (next < 0) {
                throw new AssertionError("ended without \"%s\": %s".formatted(text, seen));
            }
            seen.append((char) next);
        }
        return this;
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void pressCtrlC() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Its exit code, once it has ended by itself. */
    int exit() throws IOException, InterruptedException {
        try (BufferedReader rest = new BufferedReader(output)) {
            rest.lines().forEach(line -> seen.append(line).append('\n'));
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + seen);
        }
        return process.exitValue();
    }

    String seen() {
        return seen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
