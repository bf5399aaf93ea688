package dev.kintsugi.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The token of a repository's host, from one secret: its whole text, or JSON from host to token. It is asked for when a server
 * wants one and kept for a few minutes, so that a secret that was changed is soon used and a busy function does not ask for every
 * push. No message of this class holds any of it.
 */
public final class RepositoryTokens {
    /** Names the secret; empty means that no repository needs a token. */
    public static final String VARIABLE = "KINTSUGI_REPOSITORY_TOKEN_SECRET";

    /** How long a token is used without asking again. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretsManagerClient client;
    private final String secret;
    private final InstantSource clock;
    private @Nullable String text;
    private Instant readAt = Instant.MIN;

    public RepositoryTokens(SecretsManagerClient client, String secret, InstantSource clock) {
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    /** The token for a host, or none when the secret names other hosts only. */
    @SuppressWarnings("UnusedException") // A JSON fault's message quotes the secret, so it goes no further.
    public Optional<String> of(String host) {
        String all = text().strip();
        if (!all.startsWith("{")) {
            return Optional.of(all).filter(token -> !token.isEmpty());
        }
        try {
            JsonNode token = JSON.readTree(all).path(host.toLowerCase(Locale.ROOT));
            return token.isTextual() ? Optional.of(token.textValue()) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(
                    "the secret %s is neither a token nor JSON from host to token".formatted(secret));
        }
    }

    private synchronized String text() {
        Instant now = clock.instant();
        String known = text;
        if (known == null || readAt.plus(KEPT).isBefore(now)) {
            known = read();
            text = known;
            readAt = now;
        }
        return known;
    }

    private String read() {
        try {
            String read =
                    client.getSecretValue(request -> request.secretId(secret)).secretString();
            if (read == null) {
                throw new IllegalStateException("the secret %s holds bytes and no text".formatted(secret));
            }
            return read;
        } catch (SdkException failure) {
            if (PassingFaults.isPassing(failure)) {
                throw new WorkspaceFault.Passing(
                        "the repositories' token cannot be read now: " + PassingFaults.inWords(failure), failure);
            }
            throw failure;
        }
    }
}
