package dev.kintsugi.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckResultTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "\0\0\0\0"})
    void a_check_that_fails_without_a_word_is_told_by_its_exit_code(String output) {
        assertThat(new CheckResult("tests", 3, 1, output).finding().description())
                .isEqualTo("[check:tests] exit code 3, and nothing was printed");
    }

    @Test
    void what_a_check_says_is_the_finding() {
        assertThat(new CheckResult("tests", 1, 1, "expected 2\n").finding().description())
                .isEqualTo("[check:tests] expected 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {CheckResult.MAX_OUTPUT - 1, CheckResult.MAX_OUTPUT, CheckResult.MAX_OUTPUT + 1})
    void the_end_of_the_output_is_kept(int length) {
        assertThat(new CheckResult("tests", 1, 1, "a" + "b".repeat(length - 1)).output())
                .endsWith("b")
                .hasSizeLessThanOrEqualTo(CheckResult.MAX_OUTPUT)
                .matches(length > CheckResult.MAX_OUTPUT ? "b+" : "ab+");
    }
}
