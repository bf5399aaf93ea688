package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    private CarefulModel model(ProviderReply always) {
        Provider provider = new Provider() {
            @Override
            public String name() {
                return "m";
            }

            @Override
            public String windowAdvice() {
                return "";
            }

            @Override
            public ProviderReply send(ModelRequest request, int part) {
                return always;
            }
        };
        Pause pause = duration -> {
            pauses.add(duration);
            now = now.plus(duration);
        };
        return new CarefulModel(
                provider,
                Requests.FACTS,
                new Waiting(Patience.USUAL, () -> now, pause, () -> pauses.size() % 2 * 0.999));
    }

    @Test
    void pauses_double_with_jitter_and_the_attempts_are_counted() {
        ModelAnswer answer =
                model(new ProviderReply.Busy("full", Optional.empty())).ask(Requests.plain());

        assertThat(answer).isEqualTo(new ModelAnswer.Overloaded("full", 6));
        assertThat(pauses).hasSize(5);
        for (int attempt = 0; attempt < 5; attempt++) {
            long ceiling = 1_000L << attempt;
            assertThat(pauses.get(attempt).toMillis()).isBetween(ceiling / 2, ceiling);
        }
        assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(pauses.get(1).toMillis()).isGreaterThan(1_990);
    }

    @Test
    void what_the_server_asks_for_is_the_least() {
        model(new ProviderReply.Busy("full", Optional.of(Duration.ofSeconds(7))))
                .ask(Requests.plain());

        assertThat(pauses).isNotEmpty().allMatch(pause -> pause.compareTo(Duration.ofSeconds(7)) > 0);
    }

    @Test
    void no_pause_is_begun_that_would_end_after_the_total() {
        model(new ProviderReply.Busy("full", Optional.of(Duration.ofSeconds(50))))
                .ask(Requests.plain());
        assertThat(pauses).hasSize(2);

        pauses.clear();
        model(new ProviderReply.Busy("full", Optional.of(Duration.ofSeconds(121))))
                .ask(Requests.plain());
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_lost_call_is_not_sent_again_and_an_unreachable_server_once() {
        assertThat(model(new ProviderReply.Lost("gone")).ask(Requests.plain())).isInstanceOf(ModelAnswer.Lost.class);
        assertThat(pauses).isEmpty();
        assertThat(model(new ProviderReply.Unreachable("nobody")).ask(Requests.plain()))
                .isEqualTo(new ModelAnswer.Unreachable("nobody", 2));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void an_interrupted_wait_ends_at_once_and_stays_interrupted() {
        CarefulModel model = new CarefulModel(
                new dev.kintsugi.models.command.CommandModel(
                        "/bin/sh -c 'exit 75'", java.util.Map.of("PATH", "/usr/bin:/bin"), Timeouts.USUAL),
                Requests.FACTS,
                new Waiting(
                        Patience.USUAL,
                        () -> now,
                        pause -> {
                            throw new InterruptedException();
                        },
                        () -> 0));

        assertThat(model.ask(Requests.plain())).isInstanceOf(ModelAnswer.Overloaded.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void the_total_of_pauses_is_bounded_at_the_limit_itself() {
        Patience one = new Patience(2, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(one.pauseAfter(1, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(one.pauseAfter(60, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(1));
    }
}
