package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.jsonata.Document;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The task tokens that somebody waits for. A token is random, so nobody guesses one, and carries a check of itself, so
 * that one whose task is over, even before a restart, is told from one that never was.
 */
public final class TaskTokens {
    private static final int RANDOM_BYTES = 48;
    private static final int CHECK_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** Who waits for a token. */
    record Waiting(Run run, Visit visit, int attempt) {}

    String issue() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        byte[] token = Arrays.copyOf(bytes, RANDOM_BYTES + CHECK_BYTES);
        System.arraycopy(check(bytes), 0, token, RANDOM_BYTES, CHECK_BYTES);
        return Base64.getEncoder().encodeToString(token);
    }

    void await(String token, Waiting waiter) {
        waiting.put(token, waiter);
    }

    void forget(String token) {
        waiting.remove(token);
    }

    /** A worker sends a task's result. */
    public CompletableFuture<Void> succeed(String token, Document result) {
        return answer(token, (tasks, visit) -> tasks.succeeded(visit, result));
    }

    /** A worker says that a task failed. */
    public CompletableFuture<Void> fail(String token, @Nullable String error, @Nullable String cause) {
        return answer(token, (tasks, visit) -> tasks.failed(visit, Failure.of(error, cause)));
    }

    /** A worker says that it is still at it. */
    public CompletableFuture<Void> beat(String token) {
        return answer(token, Tasks::beat);
    }

    private CompletableFuture<Void> answer(String token, BiConsumer<Tasks, Visit> message) {
        Waiting waiter = waiting(token);
        return waiter.run().ask(() -> {
            if (!waiter.visit().isCurrent(waiter.attempt()) || waiter.visit().task == null) {
                throw over();
            }
            // Accepted is accepted, even if the execution then ends instead of going on.
            waiter.run().next(() -> message.accept(waiter.run().steps().tasks(), waiter.visit()));
            return null;
        });
    }

    private Waiting waiting(String token) {
        Waiting waiter = waiting.get(token);
        if (waiter != null) {
            return waiter;
        }
        checkForm(token);
        throw over();
    }

    /** Refuses a token that never was one, whoever waits. */
    public void checkForm(String token) {
        if (token.length() > EngineLimits.TOKEN_CHARACTERS || !isOurs(token)) {
            throw new EngineException(EngineException.Name.InvalidToken, "Invalid Token: 'Invalid token'");
        }
    }

    private static EngineException over() {
        return new EngineException(
                EngineException.Name.TaskTimedOut, "Task Timed Out: 'Provided task does not exist anymore'");
    }

    private static boolean isOurs(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return bytes.length == RANDOM_BYTES + CHECK_BYTES
                && Arrays.equals(
                        check(Arrays.copyOf(bytes, RANDOM_BYTES)),
                        Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length));
    }

    private static byte[] check(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
