package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# Add a page | Add a page",
                "text~## Second level first | Second level first",
                "# Closed ## | Closed",
                "# C# | C#",
                "#No blank, no heading~# Real | Real",
                "Underlined~========== | Underlined",
                "Underlined~--- | Underlined",
                "Over~two lines~=== | two lines",
                "- item~---~# Real | Real",
                "^   # Indented code~# Real | Real",
                "^  # Three blanks | Three blanks",
                "```~# in a fence~```~# Real | Real",
                "~~~~ruby~# in~~~~# in too~~~~~~# Real | Real",
                "````~```~# in~````~# Real | Real",
                "``` not `a fence~# Real | Real",
                "<!--~# in a comment~-->~# Real | Real",
                "<!-- one line -->~# Real | Real",
                "#~# Real | Real",
                "> # quoted~# Real | Real",
                "***~# Real | Real",
            })
    void the_title_is_the_first_heading_outside_of_code(String text, String title) {
        // The table's cells lose their leading blanks, so a ^ stands for the first.
        String body = text.replace('^', ' ')
                .replace("~~~~~~", "\n~~~~\n")
                .replaceAll("(?<!~)~(?!~)", "\n")
                .replace("~~~~#", "~~~~\n#");

        assertThat(Markdown.read(body, 1).title()).as(body).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just text", "```\n# never closed", "\n\n", "---", "#", "# "})
    void without_a_heading_there_is_no_title(String body) {
        assertThat(Markdown.read(body, 1).title()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Acceptance Criteria",
                "# ACCEPTANCE CRITERIA:",
                "###### acceptance criteria (all of them)",
                "**Not this**\n\n## Acceptance Criterion",
                "Acceptance Criteria\n---",
            })
    void criteria_stand_under_a_heading_of_any_level_and_case(String heading) {
        assertThat(texts(heading + "\n\n- [ ] one\n")).containsExactly("one");
    }

    @Test
    void every_kind_of_item_is_a_criterion() {
        assertThat(texts("""
                        ## Acceptance Criteria
                        - [ ] dash
                        * [x] star
                        + [X] plus
                        1. [ ] numbered
                        2) plain number
                        - plain
                        -no blank
                        - [y] other mark
                        """))
                .containsExactly(
                        "dash", "star", "plus", "numbered", "plain number", "plain -no blank", "[y] other mark");
    }

    @Test
    void what_is_ticked_how_deep_and_where_is_kept() {
        Markdown markdown = Markdown.read("""
                ## Acceptance Criteria

                - [x] outer
                  - [ ] inner
                \t- tabbed
                      goes on
                - [ ] outer again

                Not an item.
                """, 10);

        assertThat(markdown.criteria())
                .containsExactly(
                        new Criterion("outer", true, 0, 12),
                        new Criterion("inner", false, 1, 13),
                        new Criterion("tabbed goes on", false, 2, 14),
                        new Criterion("outer again", false, 0, 16));
    }

    @Test
    void a_section_goes_on_below_and_ends_at_the_next_heading_beside_it() {
        assertThat(texts("""
                        ## Acceptance Criteria
                        ### Functional
                        - one
                        ```
                        - in a fence
                        ```
                        <!-- - in a comment -->
                        ---
                        - two
                        ## Notes
                        - not one
                        # Acceptance criteria
                        - three
                        """)).containsExactly("one", "two", "three");
    }

    @Test
    void a_line_without_end_is_no_trap() {
        String huge = "- " + "* ".repeat(500_000) + "\n## Acceptance Criteria\n- " + "[ ] ".repeat(500_000);

        assertThat(Markdown.read(
                                huge + "\n" + " ".repeat(1_000_000) + "\n- one\n\n" + "#".repeat(9_000) + " x "
                                        + "# ".repeat(400),
                                1)
                        .criteria())
                .extracting(Criterion::text)
                .containsExactly("one");
    }

    @Test
    void front_matter_ends_where_its_mark_stands_and_later_marks_are_text() {
        assertThat(Plans.project("a.md", "\n \n---  \nid: x\n...\t\n# T\n\n---\nmore\n+++\n")
                        .tasks()
                        .getFirst())
                .satisfies(task -> {
                    assertThat(task.id().value()).isEqualTo("x");
                    assertThat(task.title()).isEqualTo("T");
                    assertThat(task.body()).isEqualTo("# T\n\n---\nmore\n+++\n");
                });
    }

    @Test
    void empty_front_matter_says_nothing() {
        assertThat(Plans.said(Plans.read("a.md", "---\n---\n# T\n"))).isEmpty();
        assertThat(Plans.said(Plans.read("a.md", "+++\n+++\n# T\n"))).isEmpty();
        assertThat(Plans.said(Plans.read("a.md", "---\n# a comment\n---\n# T\n")))
                .isEmpty();
        assertThat(Plans.said(Plans.read("a.md", "----\n# T\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This depends on other.md being completed first.|true",
                "Depends on `other`.|true",
                "It is blocked by jobs/other.md|true",
                "This depends on task 12 being done.|true",
                "It depends on the weather.|false",
                "See other.md for more.|false",
                "```~depends on other.md~```|false",
                "## Dependencies~~- other|true",
                "## Dependencies~~- `internal/other` - queries|false",
                "## Dependencies~~- the database|false",
                "This depends on self.md.|false",
            })
    void a_dependency_in_prose_is_a_warning_that_quotes_it(String text, boolean told) {
        PlanReading reading = Plans.read("self.md", "# T\n\n" + text.replace('~', '\n'), "other.md", "# O\n");

        assertThat(reading.isValid()).isTrue();
        assertThat(Plans.said(reading))
                .hasSize(told ? 1 : 0)
                .allMatch(line -> line.startsWith("self.md:") && line.contains("only in prose is not seen: \""));
    }

    @Test
    void a_dependency_that_is_written_down_may_stand_in_prose_too() {
        assertThat(Plans.said(Plans.read(
                        "a.md", "---\ndepends_on: [other]\n---\n# T\nDepends on other.md.\n", "other.md", "# O\n")))
                .isEmpty();
    }

    private static List<String> texts(String body) {
        return Markdown.read(body, 1).criteria().stream().map(Criterion::text).toList();
    }
}
