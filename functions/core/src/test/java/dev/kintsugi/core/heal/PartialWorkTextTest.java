package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PartialWorkTextTest {
    private static final PartialWork WORK = new PartialWork(
            "t2",
            List.of("a".repeat(40), "b".repeat(40)),
            "c".repeat(40),
            Optional.of(List.of("src/a.go", "src/b.go")),
            2,
            List.of(
                    new Finding(Severity.CRITICAL, "data is lost", Optional.of("src/a.go"), OptionalInt.of(7)),
                    Finding.of(Severity.MINOR, "a typo")));

    @Test
    void the_architects_section_is_in_the_agreed_words() {
        assertThat(PartialWorkText.section(WORK)).isEqualTo("""
                ### Partial Work from Failed Phase
                - Base commit: cccccccccccccccccccccccccccccccccccccccc
                - Cycle commits: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                - Files touched:
                - src/a.go
                - src/b.go
                - Cycles completed: 2
                - Unresolved findings:
                - [critical] data is lost (src/a.go:7)
                - [minor] a typo

                The remediation phase MUST NOT revert these commits. Build on the existing
                changes and address only the unresolved findings listed above.
                """);
    }

    @Test
    void the_coders_block_is_in_the_agreed_words() {
        assertThat(PartialWorkText.healingContext(WORK)).isEqualTo("""
                [AUTO-HEALING CONTEXT]
                This phase remediates a prior failure. The following commits contain partial
                work that you MUST preserve and build upon:
                - aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                - bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                Files already modified: src/a.go, src/b.go
                Unresolved reviewer findings from the failed attempt:
                - [critical] data is lost (src/a.go:7)
                - [minor] a typo
                Do NOT revert existing changes. Focus on resolving the listed findings.
                [END AUTO-HEALING CONTEXT]
                """);
    }

    @Test
    void what_is_empty_is_none_and_what_nobody_knows_is_unknown() {
        PartialWork empty = new PartialWork("t2", List.of(), "", Optional.of(List.of()), 0, List.of());
        PartialWork unknown = new PartialWork("t2", List.of(), "", Optional.empty(), 0, List.of());

        assertThat(PartialWorkText.section(empty))
                .contains("- Base commit: unknown\n- Cycle commits: none\n- Files touched: none\n")
                .contains("- Unresolved findings:\nnone\n");
        assertThat(PartialWorkText.section(unknown)).contains("- Files touched: unknown\n");
        assertThat(PartialWorkText.healingContext(unknown)).contains("Files already modified: unknown\n");
    }
}
