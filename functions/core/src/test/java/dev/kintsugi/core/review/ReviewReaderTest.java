package dev.kintsugi.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolCallCheck;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewReaderTest {
    private static final Finding OLD = Finding.of(Severity.MAJOR, "the lock is never released");

    private static ReviewVerdict read(String text, Finding... prior) {
        return ReviewReader.read(new Reply(text, List.of(), StopReason.END_TURN, Usage.NONE), List.of(prior));
    }

    private static ReviewVerdict call(String input, Finding... prior) throws Exception {
        ToolCall call = new ToolCall.Usable("c1", SubmitReview.NAME, (ObjectNode) new JsonMapper().readTree(input));
        return ReviewReader.read(new Reply("", List.of(call), StopReason.TOOL_USE, Usage.NONE), List.of(prior));
    }

    @Test
    void a_call_that_leaves_out_its_empty_lists_can_be_read() throws Exception {
        ToolCall said = new ToolCall.Usable(
                "c1", SubmitReview.NAME, (ObjectNode) new JsonMapper().readTree("{\"approved\": true}"));

        List<ToolCall> checked = ToolCallCheck.of(new Toolbox(List.of(SubmitReview.tool()), ""), List.of(said));

        assertThat(ReviewReader.read(new Reply("", checked, StopReason.TOOL_USE, Usage.NONE), List.of()))
                .isInstanceOf(ReviewVerdict.Approved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPROVED: yes",
                "APPROVED:",
                "APPROVED",
                "approved: true",
                "**APPROVED:** The change does what was asked.",
                "## Approved: no issues found",
                "I looked at everything.\n\nAPPROVED: looks good, no further concerns.\n",
                "✅ APPROVED",
                "Verdict: APPROVED",
                "```\nAPPROVED: yes\n```",
                "APPROVED: Does not break anything.",
                "ISSUE:\nSEVERITY: minor\nDESCRIPTION: a typo\n\nAPPROVED: yes",
            })
    void these_are_approvals(String text) {
        assertThat(read(text)).isInstanceOf(ReviewVerdict.Approved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\n",
                "Looks fine to me.",
                "NOT APPROVED",
                "**NOT APPROVED**",
                "DISAPPROVED",
                "Verdict: NOT APPROVED",
                "APPROVED: no",
                "APPROVED: No.",
                "APPROVED: false",
                "APPROVED: NOT YET",
                "APPROVED: no, the tests fail",
                "APPROVED: yes | no",
                "APPROVED: <brief explanation>",
                "APPROVED: once the lock is released",
                "APPROVED: only if the tests pass",
                "APPROVED: I cannot approve this.",
                "APPROVED: this can’t be approved like that",
                "APPROVED: yes\n\nOn reflection: NOT APPROVED",
                "APPROVED: yes\nAPPROVED: no",
                "ISSUE:\nSEVERITY: critical\nDESCRIPTION: data is lost\n\nAPPROVED: yes",
                "ISSUE: something is off\nAPPROVED: yes",
                "APPROVED: yes\nISSUE:\nDESCRIPTION: and yet",
                "ISSUE:\nSEVERITY: who knows\nDESCRIPTION: odd\nAPPROVED: yes",
                "> APPROVED: yes",
                "The file says:\n```\nAPPROVED: yes\n```\nso I wonder.",
                "Approved changes are listed below",
                "I would have written APPROVED: here",
                "<think>APPROVED: yes</think>",
                "❌ APPROVED: no",
                "APPROVED: ❌",
            })
    void these_are_not(String text) {
        assertThat(read(text)).isNotInstanceOf(ReviewVerdict.Approved.class);
    }

    @Test
    void an_issue_has_severity_description_and_place() {
        ReviewVerdict verdict = read("""
                1. **ISSUE:**
                   **SEVERITY:** Critical
                   **DESCRIPTION:** The file is written
                   before the record.

                   ```java
                   APPROVED: yes
                   ```
                   FILE: `src/Main.java`
                   LINE: 42

                ISSUE: a second one
                APPROVED: no
                """);

        assertThat(verdict)
                .asInstanceOf(type(ReviewVerdict.ChangesRequested.class))
                .satisfies(changes -> {
                    assertThat(changes.open()).hasSize(2);
                    Finding first = changes.open().getFirst();
                    assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(first.description())
                            .startsWith("The file is written\n")
                            .contains("before the record.");
                    assertThat(first.file()).contains("src/Main.java");
                    assertThat(first.line()).hasValue(42);
                    assertThat(first.shown()).startsWith("[critical] The file").endsWith(" (src/Main.java:42)");
                    assertThat(changes.open().getLast().severity()).isEqualTo(Severity.MAJOR);
                });
    }

    @Test
    void a_prior_finding_is_closed_only_when_it_is_said_to_be_fixed() {
        String verification = "VERIFICATION:\nFINDING_ID: %s\nSTATUS: %s\nCOMMENT: seen\n\nAPPROVED: yes";

        assertThat(read(verification.formatted(OLD.id(), "fixed"), OLD)).isInstanceOf(ReviewVerdict.Approved.class);
        assertThat(read(verification.formatted("`" + OLD.id() + "`", "**FIXED**"), OLD))
                .isInstanceOf(ReviewVerdict.Approved.class);
        for (String word :
                List.of("still_present", "still present", "regressed", "not fixed", "partially fixed", "", "dunno")) {
            assertThat(read(verification.formatted(OLD.id(), word), OLD))
                    .as(word)
                    .isInstanceOf(ReviewVerdict.ChangesRequested.class);
        }
        assertThat(read("APPROVED: yes", OLD)).isInstanceOf(ReviewVerdict.ChangesRequested.class);
        assertThat(read(verification.formatted("f-000000000000", "fixed"), OLD))
                .isInstanceOf(ReviewVerdict.ChangesRequested.class);
    }

    @Test
    void a_finding_that_is_called_fixed_and_reported_again_stays_open() {
        String text =
                "VERIFICATION:\nFINDING_ID: %s\nSTATUS: fixed\n\nISSUE:\nSEVERITY: major\nDESCRIPTION: %s\n\nAPPROVED: yes"
                        .formatted(OLD.id(), OLD.description());

        assertThat(read(text, OLD))
                .asInstanceOf(type(ReviewVerdict.ChangesRequested.class))
                .satisfies(changes -> assertThat(changes.open()).containsExactly(OLD));
    }

    @Test
    void a_refusal_without_a_finding_becomes_one_so_that_the_coder_knows() {
        assertThat(read("APPROVED: no, the names are confusing"))
                .asInstanceOf(type(ReviewVerdict.ChangesRequested.class))
                .satisfies(changes ->
                        assertThat(changes.open().getFirst().description()).contains("the names are confusing"));
    }

    @Test
    void verifications_without_a_verdict_are_no_verdict() {
        assertThat(read("VERIFICATION:\nFINDING_ID: %s\nSTATUS: fixed\n".formatted(OLD.id()), OLD))
                .isInstanceOf(ReviewVerdict.Unreadable.class);
    }

    @Test
    void the_tool_call_says_the_same_as_the_text() throws Exception {
        assertThat(call("{\"approved\": true, \"findings\": [], \"verifications\": []}"))
                .isInstanceOf(ReviewVerdict.Approved.class);
        assertThat(call("{\"approved\": false, \"comment\": \"why\"}"))
                .isInstanceOf(ReviewVerdict.ChangesRequested.class);
        assertThat(call("{\"approved\": \"yes\"}")).isNotInstanceOf(ReviewVerdict.Approved.class);
        assertThat(call("{}")).isNotInstanceOf(ReviewVerdict.Approved.class);
        assertThat(call("{\"approved\": true, \"findings\": [{\"description\": \"x\"}]}"))
                .isInstanceOf(ReviewVerdict.ChangesRequested.class);
        assertThat(call("{\"approved\": true, \"findings\": [{\"severity\": \"minor\", \"description\": \"x\"}]}"))
                .isInstanceOf(ReviewVerdict.Approved.class);
        assertThat(call("{\"approved\": true}", OLD)).isInstanceOf(ReviewVerdict.ChangesRequested.class);
        assertThat(call(
                        "{\"approved\": true, \"verifications\": [{\"finding_id\": \"%s\", \"status\": \"fixed\"}]}"
                                .formatted(OLD.id()),
                        OLD))
                .isInstanceOf(ReviewVerdict.Approved.class);
    }

    @Test
    void a_call_that_cannot_be_used_is_unreadable_whatever_the_text_says() {
        Reply reply = new Reply(
                "APPROVED: yes",
                List.of(new ToolCall.Unusable("c", SubmitReview.NAME, "{", "no valid JSON")),
                StopReason.TOOL_USE,
                Usage.NONE);

        assertThat(ReviewReader.read(reply, List.of())).isInstanceOf(ReviewVerdict.Unreadable.class);
    }

    @Test
    void an_id_is_made_of_severity_and_description_and_nothing_else() {
        Finding placed = new Finding(Severity.MAJOR, OLD.description() + " ", Optional.of("a"), OptionalInt.of(1));

        assertThat(OLD.id()).matches("f-[0-9a-f]{12}").isEqualTo(placed.id());
        assertThat(Finding.of(Severity.MINOR, OLD.description()).id()).isNotEqualTo(OLD.id());
        assertThat(Finding.of(Severity.MAJOR, "x".repeat(5_000)).description()).hasSize(Finding.MAX_DESCRIPTION);
        assertThat(Finding.of(Severity.MAJOR, "x" + "🚀".repeat(4_000)).description())
                .hasSize(3_999);
    }

    @Test
    void no_text_however_odd_breaks_the_reader_and_none_with_an_open_issue_is_approved() {
        String[] pieces = {
            "ISSUE:",
            "SEVERITY: major",
            "DESCRIPTION: x",
            "APPROVED: yes",
            "APPROVED",
            "NOT APPROVED",
            "VERIFICATION:",
            "FINDING_ID: " + OLD.id(),
            "STATUS: fixed",
            "COMMENT: fine",
            "```",
            "> quoted",
            "**",
            "\u0000",
            "🚀",
            "",
            "  - "
        };
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(4) == 0 ? " " : "\n");
            }
            ReviewVerdict verdict = read(text.toString(), OLD);
            ReviewVerdict objecting = read(text + "\n```\n```\nISSUE:\nDESCRIPTION: stop\n");
            if (verdict instanceof ReviewVerdict.Approved) {
                assertThat(text.toString())
                        .as("seed %d", seed)
                        .contains("APPROVED")
                        .contains(OLD.id())
                        .contains("fixed");
            }
            if (!text.toString().contains("```")) {
                assertThat(objecting).as("seed %d", seed).isNotInstanceOf(ReviewVerdict.Approved.class);
            }
        }
    }

    @Test
    void five_megabytes_of_anything_are_read_in_seconds() {
        for (String piece : List.of("APPROVED ", "ISSUE:\n", "not ", "```\n", "APPROVED: no\n")) {
            assertThat(read(piece.repeat(5_000_000 / piece.length()))).isNotInstanceOf(ReviewVerdict.Approved.class);
        }
    }
}
