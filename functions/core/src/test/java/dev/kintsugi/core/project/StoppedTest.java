package dev.kintsugi.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Status;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppedTest {
    @ParameterizedTest
    @ValueSource(ints = {Stopped.MAX_WORDS - 1, Stopped.MAX_WORDS, Stopped.MAX_WORDS + 1})
    void what_a_function_said_is_kept_as_long_as_a_head_has_room_for_it(int length) {
        Description stop =
                new Description("arn:x", Status.FAILED, Instant.EPOCH, Optional.empty(), "E", "x".repeat(length));

        String kept = Stopped.stored(stop, Instant.EPOCH).toString();

        assertThat(kept.contains("…")).isEqualTo(length > Stopped.MAX_WORDS);
    }
}
