package dev.kintsugi.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PromptFitTest {
    private static Passage words(String name, Keep keep, int words) {
        return new Passage(name, "word ".repeat(words), keep, false);
    }

    @Test
    void a_window_that_nobody_knows_takes_everything() {
        ModelRequest request = Samples.request(words("big", Keep.SPARE, 1_000_000));

        assertThat(PromptFit.of(request, OptionalInt.empty()))
                .isEqualTo(new PromptFit.Fits(request, java.util.List.of()));
    }

    @Test
    void spare_goes_before_useful_and_large_before_small_and_all_that_goes_is_named() {
        ModelRequest request = Samples.request(
                words("task", Keep.ALWAYS, 500),
                words("useful", Keep.USEFUL, 4_000),
                words("small spare", Keep.SPARE, 1_000),
                words("large spare", Keep.SPARE, 3_000));

        PromptFit.Fits fits = fits(request, 7_000);
        assertThat(fits.leftOut()).containsExactly("large spare", "small spare");
        assertThat(((Message.FromUser) fits.request().messages().getFirst()).passages())
                .extracting(Passage::text)
                .contains("(left out, because the prompt is too large: large spare)\n");
        assertThat(fits(request, 4_500).leftOut()).containsExactly("large spare", "small spare", "useful");
    }

    @Test
    void the_reply_is_cut_to_the_room_there_is() {
        ModelRequest request = Samples.request(words("task", Keep.ALWAYS, 2_000));
        long prompt = TokenEstimate.atMost(request);

        assertThat(fits(request, (int) prompt + 3_000).request().maxTokens()).isEqualTo(3_000);
        assertThat(fits(request, 1_000_000).request().maxTokens()).isEqualTo(request.maxTokens());
    }

    @Test
    void the_last_prompt_that_fits_and_the_first_that_does_not() {
        ModelRequest request = Samples.request(words("task", Keep.ALWAYS, 2_000));
        int least = (int) TokenEstimate.atMost(request) + PromptFit.MIN_REPLY_TOKENS;

        assertThat(PromptFit.of(request, OptionalInt.of(least - 1))).isInstanceOf(PromptFit.TooLarge.class);
        assertThat(PromptFit.of(request, OptionalInt.of(least))).isInstanceOf(PromptFit.Fits.class);
        assertThat(PromptFit.of(request, OptionalInt.of(least + 1))).isInstanceOf(PromptFit.Fits.class);
    }

    @Test
    void a_refusal_names_the_sizes_of_the_parts_and_what_was_left_out_already() {
        ModelRequest request =
                Samples.request(words("the task", Keep.ALWAYS, 9_000), words("file a.txt", Keep.USEFUL, 500));

        assertThat(PromptFit.of(request, OptionalInt.of(4_096)))
                .asInstanceOf(type(PromptFit.TooLarge.class))
                .satisfies(large -> {
                    assertThat(large.reason()).contains("4,096").contains("left out: file a.txt");
                    assertThat(large.reason()).containsPattern("9,\\d{3} {2}the task\n");
                });
    }

    private static PromptFit.Fits fits(ModelRequest request, int window) {
        return (PromptFit.Fits) PromptFit.of(request, OptionalInt.of(window));
    }
}
