package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    **Greets everybody.** And more. | Greets everybody. And more.
                    ## Heading                      | Heading
                    - an item                       | an item
                    2. an item                      | an item
                    `help` and `-h` print how       | `help` and `-h` print how
                    -h prints how                   | -h prints how
                    __init__ is new                 | __init__ is new
                    a ** b is a power               | a ** b is a power
                    #hashtag                        | #hashtag
                    """)
    void a_line_loses_the_marks_that_begin_it_and_no_others(String text, String line) {
        assertThat(PlainText.line(text)).isEqualTo(line);
    }

    @Test
    void a_line_has_no_line_ends_and_no_control_characters() {
        assertThat(PlainText.line("a\r\nb\tc\u0007d")).isEqualTo("a b c d");
    }

    @Test
    void nothing_ends_in_half_a_character() {
        assertThat(PlainText.shortened("ab😀cd", 6)).isEqualTo("ab😀cd");
        assertThat(PlainText.shortened("ab😀cd", 5)).isEqualTo("ab😀…");
        assertThat(PlainText.shortened("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(PlainText.whole("a\ud83d")).isEqualTo("a?");
    }
}
