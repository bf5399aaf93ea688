package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.heal.DiffFileList.DiffUnknown;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.prompt.ArchitectBrief;
import dev.kintsugi.core.prompt.ArchitectPrompt;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The seed's acceptance criteria, each by its number: the six that can be tested, for the last two ask that the tests
 * pass and the linter finds nothing, which the build does.
 */
class PartialWorkTest {
    private static final String BASE = "c".repeat(40);
    private static final Finding OPEN = Finding.of(Severity.MAJOR, "nobody is greeted");
    private final List<String> asked = new ArrayList<>();
    private final DiffFileList git = (base, head) -> {
        asked.add(base + ".." + head);
        return List.of("a.go", "b.go");
    };

    @Test
    void criterion_1_buildPartialWork_extracts_commits_file_list_and_findings() {
        CycleState state = new CycleState("t2", BASE, List.of(cycle(1, "1"), cycle(2, "2", "3"), cycle(3, "4")));

        PartialWork work = PartialWork.buildPartialWork(state, git).orElseThrow();

        assertThat(work.phaseId()).isEqualTo("t2");
        assertThat(work.commitIds()).containsExactly("1".repeat(40), "2".repeat(40), "3".repeat(40), "4".repeat(40));
        assertThat(work.baseCommitId()).isEqualTo(BASE);
        assertThat(work.filesTouched()).contains(List.of("a.go", "b.go"));
        assertThat(work.cyclesUsed()).isEqualTo(3);
        assertThat(work.lastFindings()).containsExactly(OPEN);
        assertThat(asked).containsExactly(BASE + ".." + "4".repeat(40));
    }

    @Test
    void criterion_2_an_empty_base_gives_no_files_and_git_is_not_asked() {
        PartialWork work = PartialWork.buildPartialWork(new CycleState("t2", "", List.of(cycle(1, "1"))), git)
                .orElseThrow();

        assertThat(work.filesTouched()).contains(List.of());
        assertThat(asked).isEmpty();
    }

    @Test
    void a_cycle_without_a_commit_gives_no_files_and_git_is_not_asked() {
        PartialWork work = PartialWork.buildPartialWork(new CycleState("t2", BASE, List.of(cycle(1))), git)
                .orElseThrow();

        assertThat(work.filesTouched()).contains(List.of());
        assertThat(work.lastCommitId()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void criterion_4_without_a_completed_cycle_there_is_no_partial_work_and_the_section_is_omitted_entirely() {
        assertThat(PartialWork.buildPartialWork(new CycleState("t2", BASE, List.of()), git))
                .isEmpty();

        ArchitectBrief brief =
                Remediation.remediationRequest(diagnosis(Optional.empty()), assignment(), Optional.empty());

        assertThat(brief.partialWork()).isEmpty();
        assertThat(shown(brief)).doesNotContain("Partial Work").doesNotContain("MUST NOT revert");
        assertThat(asked).isEmpty();
    }

    @Test
    void criterion_3_the_architects_prompt_has_the_section_when_there_is_partial_work() {
        Optional<PartialWork> work =
                PartialWork.buildPartialWork(new CycleState("t2", BASE, List.of(cycle(1, "1"))), git);

        ArchitectBrief brief = Remediation.remediationRequest(diagnosis(work), assignment(), work);

        assertThat(brief.partialWork()).contains(PartialWorkText.section(work.orElseThrow()));
        assertThat(shown(brief))
                .contains("### Partial Work from Failed Phase\n- Base commit: " + BASE)
                .contains("\n## Partial Work\n");
    }

    @Test
    void criterion_5_the_healing_context_is_in_front_of_all_that_the_remediations_coder_is_told() {
        HealedProject world = Healings.afterThreeCycles().run();
        PartialWork work = world.cases().getFirst().partialWork().orElseThrow();

        String coder = Healings.shown(world.model.request("heal-t2", Role.CODER, 1, 1));

        assertThat(coder).startsWith("[AUTO-HEALING CONTEXT]\n").startsWith(PartialWorkText.healingContext(work));
        assertThat(Healings.shown(world.model.request("t2", Role.CODER, 1, 1))).doesNotContain("AUTO-HEALING");
    }

    @Test
    void criterion_6_the_remediations_coder_is_told_not_to_revert_existing_commits() {
        HealedProject world = Healings.afterThreeCycles().run();
        List<String> commits =
                world.cases().getFirst().partialWork().orElseThrow().commitIds();

        String coder = Healings.shown(world.model.request("heal-t2", Role.CODER, 1, 1));

        assertThat(commits).hasSize(3);
        assertThat(coder)
                .contains("work that you MUST preserve and build upon:\n- " + commits.getFirst())
                .contains(commits)
                .contains("\nDo NOT revert existing changes. Focus on resolving the listed findings.\n");
    }

    private static String shown(ArchitectBrief brief) {
        return Healings.shown(ArchitectPrompt.of(new Turn("t2", Role.ARCHITECT, 3, 1, 1), brief));
    }

    @Test
    void a_diff_that_fails_leaves_the_rest_and_the_diagnosis_says_that_the_file_list_is_unknown() {
        DiffFileList broken = (base, head) -> {
            throw new DiffUnknown("an object is missing");
        };

        Optional<PartialWork> work =
                PartialWork.buildPartialWork(new CycleState("t2", BASE, List.of(cycle(1, "1"))), broken);

        assertThat(work.orElseThrow().filesTouched()).isEmpty();
        assertThat(work.orElseThrow().commitIds()).containsExactly("1".repeat(40));
        assertThat(diagnosis(work).summary()).contains("Which files it touched is unknown");
        assertThat(diagnosis(Optional.empty()).summary())
                .isEqualTo("Task t2 failed (max_cycles): findings are open. It used 3 cycles and cost $0.50.");
    }

    @Test
    void what_models_said_last_is_at_most_2_000_characters_and_never_half_of_one() {
        for (int length : List.of(1_999, 2_000, 2_001)) {
            String output = diagnosis("x".repeat(length)).lastCoderOutput();
            assertThat(output).hasSize(Math.min(length, 2_000));
        }
        String emoji = diagnosis("x".repeat(1_998) + "\uD83D\uDE00\uD83D\uDE00").lastCoderOutput();
        assertThat(emoji).hasSizeLessThanOrEqualTo(2_000);
        assertThat(emoji.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static FailureDiagnosis diagnosis(Optional<PartialWork> work) {
        return diagnosis("done", work);
    }

    private static FailureDiagnosis diagnosis(String said) {
        return diagnosis(said, Optional.empty());
    }

    private static FailureDiagnosis diagnosis(String said, Optional<PartialWork> work) {
        return new FailureDiagnosis(
                "t2",
                FailureCause.MAX_CYCLES,
                "findings are open.",
                3,
                new MicroDollars(500_000),
                said,
                "",
                Optional.empty(),
                List.of(OPEN),
                work);
    }

    private static Assignment assignment() {
        return new Assignment("Shop", List.of(), List.of(), "", "Greet", "Greet.", List.of(), Mode.EDIT, List.of());
    }

    private static Cycle cycle(int number, String... commits) {
        return new Cycle(
                number,
                List.of(commits).stream()
                        .map(digit -> new CommitId(digit.repeat(40)))
                        .toList(),
                "did it",
                List.of(),
                List.of(),
                1,
                0,
                "changes_requested",
                List.of(),
                List.of(OPEN),
                0,
                Instant.EPOCH);
    }
}
