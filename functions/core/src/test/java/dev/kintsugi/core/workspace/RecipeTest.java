package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What makes a commit again on another machine: it is exact, small, and damage is seen. */
class RecipeTest {
    private static final int ROUNDS = 400;

    @Test
    void a_delta_makes_the_target_again_whatever_was_changed() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] base = text(random);
            byte[] target = random.nextInt(8) == 0 ? text(random) : changed(base, random);
            byte[] delta = ByteDelta.between(base, target);

            assertThat(ByteDelta.apply(base, delta, target.length))
                    .describedAs("seed %s", seed)
                    .hasValueSatisfying(made -> assertThat(made).isEqualTo(target));
            assertThat(target.length == 0
                            || ByteDelta.apply(base, delta, target.length - 1).isEmpty())
                    .describedAs("seed %s", seed)
                    .isTrue();
        }
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = random.nextInt(60); line > 0; line--) {
            text.append("line ").append(random.nextInt(20)).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
        }
        return text.toString().getBytes(US_ASCII);
    }

    private static byte[] changed(byte[] base, Random random) {
        StringBuilder text = new StringBuilder(new String(base, US_ASCII));
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            text.insert(at, random.nextBoolean() ? "new\n" : "x");
        }
        return text.toString().getBytes(US_ASCII);
    }

    @Test
    void twenty_changed_lines_in_a_large_file_make_a_small_recipe() {
        String line = "a line of a file that goes on and on, number ";
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int number = 0; number < 20_000; number++) {
            before.append(line).append(number).append('\n');
            after.append(line).append(number).append(number % 1_000 == 7 ? " changed\n" : "\n");
        }
        byte[] delta = ByteDelta.between(
                before.toString().getBytes(US_ASCII), after.toString().getBytes(US_ASCII));
        Recipe recipe =
                Recipe.of(List.of(new Recipe.Step.Write("a", 0100644, Optional.empty(), FileContent.of(delta))));

        assertThat(delta).hasSizeLessThan(2_000);
        assertThat(recipe.packed().length()).isLessThan(700);
    }

    @Test
    void steps_are_read_as_they_were_written() {
        String id = "0123456789abcdef0123456789abcdef01234567";
        List<Recipe.Step> steps = List.of(
                new Recipe.Step.Remove("gone/été"),
                new Recipe.Step.Take("taken", 0160000, id),
                new Recipe.Step.Write("new", 0100755, Optional.empty(), FileContent.of("x")),
                new Recipe.Step.Write("changed", 0100644, Optional.of(id), FileContent.of("")));

        assertThat(Recipe.of(steps).steps()).contains(steps);
        assertThat(Recipe.of(List.of()).steps()).contains(List.of());
        assertThat(Recipe.none().steps()).isEmpty();
    }

    @Test
    void damage_gives_nothing_or_something_else_but_never_an_exception() {
        List<Recipe.Step> steps = List.of(
                new Recipe.Step.Remove("gone"),
                new Recipe.Step.Write("new", 0100755, Optional.empty(), FileContent.of("content of a file")));
        byte[] whole = Recipe.of(steps).packed().bytes();
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));

            assertThat(new Recipe(FileContent.of(damaged)).steps()).isNotNull();
            assertThat(ByteDelta.apply(whole, damaged, 1_000)).isNotNull();
        }
    }

    @Test
    void a_recipe_that_is_too_large_is_none() {
        byte[] noise = new byte[Recipe.MAXIMUM_BYTES + 1];
        new Random(1).nextBytes(noise);

        Recipe recipe =
                Recipe.of(List.of(new Recipe.Step.Write("a", 0100644, Optional.empty(), FileContent.of(noise))));

        assertThat(recipe.isNone()).isTrue();
        assertThat(new Recipe(FileContent.of(new byte[Recipe.MAXIMUM_BYTES])).isNone())
                .isFalse();
        assertThatThrownBy(() -> new Recipe(FileContent.of(noise)))
                .hasMessageContaining("at most 262144 bytes, not 262145");
    }
}
