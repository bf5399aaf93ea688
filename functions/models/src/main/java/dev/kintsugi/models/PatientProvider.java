package dev.kintsugi.models;

import dev.kintsugi.core.model.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends a call again while it was not taken: throttled, overloaded, unreachable. A lost call is never sent again here. */
final class PatientProvider {
    private final Provider provider;
    private final Waiting waiting;

    PatientProvider(Provider provider, Waiting waiting) {
        this.provider = provider;
        this.waiting = waiting;
    }

    int attempts() {
        return waiting.patience().attempts();
    }

    int unreachableAttempts() {
        return waiting.patience().unreachableAttempts();
    }

    ProviderReply send(ModelRequest request, int part) {
        Instant end = waiting.clock().instant().plus(waiting.patience().total());
        int attempt = 1;
        while (true) {
            ProviderReply reply = provider.send(request, part);
            Optional<Duration> pause = pauseAfter(reply, attempt);
            if (pause.isEmpty() || waiting.clock().instant().plus(pause.get()).isAfter(end)) {
                return reply;
            }
            try {
                waiting.pause().take(pause.get());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return reply;
            }
            attempt++;
        }
    }

    private Optional<Duration> pauseAfter(ProviderReply reply, int attempt) {
        Patience patience = waiting.patience();
        double chance = waiting.chance().getAsDouble();
        return switch (reply) {
            case ProviderReply.Busy busy
            when attempt < patience.attempts() -> Optional.of(patience.pauseAfter(attempt, busy.retryAfter(), chance));
            case ProviderReply.Unreachable nobody
            when attempt < patience.unreachableAttempts() ->
                Optional.of(patience.pauseAfter(attempt, Optional.empty(), chance));
            case ProviderReply.Busy busy -> Optional.empty();
            case ProviderReply.Unreachable nobody -> Optional.empty();
            case ProviderReply.Replied replied -> Optional.empty();
            case ProviderReply.Lost lost -> Optional.empty();
            case ProviderReply.Garbled garbled -> Optional.empty();
            case ProviderReply.TooLarge large -> Optional.empty();
            case ProviderReply.Refused refused -> Optional.empty();
        };
    }
}
