package dev.kintsugi.cli.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MocksTest {
    @Test
    void answers_come_in_order_and_the_last_again_and_again() throws Exception {
        Mocks mocks = Mocks.read("mocks.json", """
                {"Pay": [{"Throw": {"Error": "Busy"}}, {"Throw": {"Error": "E", "Cause": "c"}}, {"Return": {"paid": 1.50}}]}
                """);

        assertThat(mocks.has("Pay")).isTrue();
        assertThat(mocks.has("Ship")).isFalse();
        assertThat(mocks.next("Pay")).isEqualTo(new Mocks.Answer.Throw("Busy", null));
        assertThat(mocks.next("Pay")).isEqualTo(new Mocks.Answer.Throw("E", "c"));
        assertThat(mocks.next("Pay")).isEqualTo(new Mocks.Answer.Return("{\"paid\":1.50}"));
        assertThat(mocks.next("Pay")).isEqualTo(new Mocks.Answer.Return("{\"paid\":1.50}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                            | mocks.json: must be an object
            {"A": {}}                                     | mocks.json: /A: must be a list of at least one answer
            {"A": []}                                     | mocks.json: /A: must be a list of at least one answer
            {"A": [1]}                                    | mocks.json: /A/0: must have either Return, or Throw
            {"A": [{"Return": 1, "Throw": {}}]}           | mocks.json: /A/0: must have either Return, or Throw
            {"A": [{"Return": 1}, {"Throw": "E"}]}        | mocks.json: /A/1: must have either Return, or Throw
            {"A": [{"Throw": {"Cause": "c"}}]}            | mocks.json: /A/0/Throw: must have an Error
            {"A": [{"Throw": {"Error": 1}}]}              | mocks.json: /A/0/Throw/Error: must be a string
            {"A": [{"Throw": {"Error": "E", "X": 1}}]}    | mocks.json: /A/0/Throw: must have an Error
            {"A": [                                       | is not JSON
            ``                                            | mocks.json: is empty
            """)
    void what_is_wrong_is_told_with_its_path(String text, String problem) {
        assertThatThrownBy(() -> Mocks.read("mocks.json", text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatThrownBy(() -> Mocks.read("m", "{\"A\": [], \"B\": [{}], \"C\": [{\"Throw\": {}}]}"))
                .isInstanceOfSatisfying(
                        UnusableInputException.class,
                        e -> assertThat(e.problems()).hasSize(3));
    }
}
