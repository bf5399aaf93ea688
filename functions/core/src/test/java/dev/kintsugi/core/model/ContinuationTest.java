package dev.kintsugi.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContinuationTest {
    @Test
    void the_repeated_last_line_is_joined_without_a_seam() {
        assertThat(Continuation.join("one\n  two thr", "  two three\nfour\n")).isEqualTo("one\n  two three\nfour\n");
    }

    @Test
    void a_model_that_goes_on_at_the_very_character_is_taken_at_its_word() {
        assertThat(Continuation.join("Hello wor", "ld")).isEqualTo("Hello world");
    }

    @Test
    void a_greeting_before_the_repeated_line_is_dropped() {
        assertThat(Continuation.join(
                        "FILE: a\nFIND:\n  int count = ", "Sure, here it goes on:\n```\n  int count = 1;\nEND\n"))
                .isEqualTo("FILE: a\nFIND:\n  int count = 1;\nEND\n");
    }

    @Test
    void a_repeated_line_that_lost_its_indentation_keeps_the_one_it_had() {
        assertThat(Continuation.join("a\n        return x", "return x;\n")).isEqualTo("a\n        return x;\n");
    }

    @Test
    void a_reply_that_begins_anew_and_comes_further_takes_the_place_of_the_first() {
        String cut = "Here are the edits for you.\nFILE: a.txt\nFIND:\nold\nREPL";
        String whole = cut + "ACE:\nnew\nEND\n";

        assertThat(Continuation.join(cut, whole)).isEqualTo(whole);
    }

    @Test
    void several_repeated_lines_are_recognised() {
        assertThat(Continuation.join(
                        "start\nalpha beta gamma\ndelta epsilon\nzeta", "alpha beta gamma\ndelta epsilon\nzeta eta\n"))
                .isEqualTo("start\nalpha beta gamma\ndelta epsilon\nzeta eta\n");
    }

    @Test
    void wherever_a_text_is_cut_a_model_that_keeps_to_the_rule_gives_it_back_whole() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            String whole = randomText(random);
            int cut = 1 + random.nextInt(whole.length() - 1);
            String first = whole.substring(0, cut);
            String tail = Continuation.tail(first);
            String rest = whole.substring(first.lastIndexOf(tail));

            assertThat(Continuation.join(first, rest))
                    .as("seed %d, cut at %d", seed, cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void a_tail_is_never_half_a_character_and_at_most_200_long() {
        assertThat(Continuation.tail("🚀".repeat(300))).startsWith("🚀").hasSize(200);
        assertThat(Continuation.tail("x" + "🚀".repeat(100))).startsWith("🚀");
        assertThat(Continuation.tail("a\nb\n\n  ")).isEqualTo("b");
        assertThat(Continuation.tail(" \n ")).isEmpty();
    }

    @Test
    void the_request_to_go_on_costs_no_more_than_is_reckoned_for_it() {
        ModelRequest first = Samples.request();
        for (String text : List.of("漢".repeat(1_000), "🚀".repeat(1_000), "a\nb")) {
            long before = TokenEstimate.atMost(first) + TokenEstimate.atMost(text);
            assertThat(TokenEstimate.atMost(Continuation.request(first, text)) - before)
                    .isLessThanOrEqualTo(Continuation.INSTRUCTION_TOKENS);
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder("x");
        int length = 2 + random.nextInt(120);
        String alphabet = "ab \n\t{};";
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.append("end").toString();
    }
}
