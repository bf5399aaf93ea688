package dev.kintsugi.models.command;

import dev.kintsugi.models.Excerpt;
import dev.kintsugi.models.StrictUtf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of an agent: bounded in time and output, and nothing of it left running afterwards. */
final class AgentProcess {
    /** What came of it. */
    sealed interface Outcome {
        /** It ended by itself, and this is its whole output; empty when that is no UTF-8 text. */
        record Ended(int exit, Optional<String> out, String err) implements Outcome {}

        record NotStarted(String reason) implements Outcome {}

        record TooSlow() implements Outcome {}

        record TooLong() implements Outcome {}

        record Stopped() implements Outcome {}
    }

    /** How often the tree of processes is looked at: a child whose parent is gone can only be found before. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** How long output may still arrive after the end: somebody else may hold the pipe open. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final int MAX_ERROR_BYTES = 16 * 1024;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Process process;
    private final AgentFamily family;

    private AgentProcess(Process process, String mark) {
        this.process = process;
        this.family = new AgentFamily(process, mark);
    }

    static Outcome run(
            List<String> words,
            Map<String, String> environment,
            Path folder,
            byte[] input,
            int maxOutput,
            Duration total) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(AgentFamily.MARK, folder.toString());
        try {
            return new AgentProcess(builder.start(), folder.toString()).finish(input, maxOutput, total);
        } catch (IOException notStarted) {
            return new Outcome.NotStarted(Excerpt.of(String.valueOf(notStarted.getMessage())));
        }
    }

    private Outcome finish(byte[] input, int maxOutput, Duration total) {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(input), THREADS);
        CompletableFuture<byte[]> out =
                CompletableFuture.supplyAsync(() -> read(process.getInputStream(), maxOutput, true), THREADS);
        CompletableFuture<byte[]> err =
                CompletableFuture.supplyAsync(() -> read(process.getErrorStream(), MAX_ERROR_BYTES, false), THREADS);
        try {
            long end = System.nanoTime() + total.toNanos();
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                family.look();
                if (out.isCompletedExceptionally()) {
                    return new Outcome.TooLong();
                }
                if (System.nanoTime() >= end) {
                    return new Outcome.TooSlow();
                }
            }
            return new Outcome.Ended(process.exitValue(), StrictUtf8.decode(lastWords(out)), text(lastWords(err)));
        } catch (ExecutionException flood) {
            return new Outcome.TooLong();
        } catch (TimeoutException held) {
            return new Outcome.TooSlow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Stopped();
        } finally {
            family.end();
            written.cancel(true);
        }
    }

    private static byte[] lastWords(CompletableFuture<byte[]> stream)
            throws ExecutionException, InterruptedException, TimeoutException {
        return stream.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write(byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException notRead) {
            // An agent may answer without reading all of its prompt; whether it did well shows in the answer.
            return;
        }
    }

    private static byte[] read(InputStream stream, int limit, boolean strict) {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try (stream) {
            for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
                if (collected.size() + length <= limit) {
                    collected.write(piece, 0, length);
                } else if (strict) {
                    throw new IOException("more than " + limit + " bytes");
                }
            }
            return collected.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
