package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StackSettingsTest {
    @Test
    void a_stack_that_says_nothing_decides_nothing() {
        assertThat(StackSettings.from(Map.of("KINTSUGI_MODEL", "", "KINTSUGI_MAX_WORKERS", "")))
                .isEqualTo(StackSettings.OPEN);
    }

    @Test
    void the_parameters_arrive_as_they_were_given() {
        assertThat(StackSettings.from(Map.of(
                        "KINTSUGI_MODEL", "bedrock:a",
                        "KINTSUGI_REVIEWER_MODEL", "bedrock:b",
                        "KINTSUGI_MAX_WORKERS", "4",
                        "KINTSUGI_CHECKS", "disabled",
                        "KINTSUGI_TENANT_CLAIM", "custom:team")))
                .isEqualTo(new StackSettings(
                        Optional.of("bedrock:a"), Optional.of("bedrock:b"), 4, false, Optional.of("custom:team")));
        assertThatThrownBy(() -> StackSettings.from(Map.of("KINTSUGI_MAX_WORKERS", "many")))
                .hasMessage("KINTSUGI_MAX_WORKERS: expected a number of workers, found \"many\"");
    }

    @Test
    void a_handler_is_primed_for_a_picture_only_and_its_fault_does_not_stop_the_start() {
        AtomicInteger runs = new AtomicInteger();
        Priming.run(Map.of(), "{}", (in, out) -> runs.incrementAndGet());
        assertThat(runs).hasValue(0);
        Priming.run(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), "{}", (in, out) -> {
            runs.incrementAndGet();
            throw new IOException("no network yet");
        });
        assertThat(runs).hasValue(1);
    }
}
