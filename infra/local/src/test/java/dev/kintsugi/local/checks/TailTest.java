package dev.kintsugi.local.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
    private static String tail(String text) throws IOException {
        Tail tail = new Tail();
        tail.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return tail.text();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Tail.KEPT_BYTES - 1, Tail.KEPT_BYTES, Tail.KEPT_BYTES + 1, 200_000})
    void the_last_bytes_are_kept(int bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes; at++) {
            text.append((char) ('a' + at % 26));
        }
        String end = text.substring(Math.max(0, bytes - Tail.KEPT_BYTES));
        assertThat(tail(text.toString())).isEqualTo(end);
    }

    @Test
    void a_character_that_was_cut_is_left_out() throws IOException {
        String text = tail("€".repeat(5_000) + "x");
        assertThat(text).isEqualTo("€".repeat(3_999) + "x");
    }
}
