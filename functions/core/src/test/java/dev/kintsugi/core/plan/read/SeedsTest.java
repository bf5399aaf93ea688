package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Criterion;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The three plans that the product comes from, unchanged. */
class SeedsTest {
    private static final String PARTIAL = "000_a700c5eb41092895";
    private static final String HEALING = "001_6c71d57d4ecd646c";
    private static final String RESTART = "002_c75f1ed000ca4dfc";

    @Test
    void the_first_seed_yields_its_context_files_and_its_output_file() {
        PlanReading reading = read(PlanReader.strict(), PARTIAL);
        Task task = onlyTask(reading);

        assertThat(task.id()).isEqualTo(new TaskId(PARTIAL));
        assertThat(task.title()).isEqualTo("Add Partial Completion Tracking and Continue State");
        assertThat(task.contextFiles()).containsExactly("src/core/status.rs", "src/models/status.rs");
        assertThat(task.outputFiles()).containsExactly("src/core/status.rs");
        assertThat(task.targets()).containsExactly("src/core/status.rs");
        assertThat(task.criteria()).isEmpty();
    }

    @Test
    void its_dependency_in_prose_is_a_warning_that_quotes_it() {
        PlanReading reading = read(PlanReader.strict(), PARTIAL);

        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.PROSE_DEPENDENCY);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.line()).isEqualTo(103);
            assertThat(problem.message()).contains("depends on enhance_001_models.md being completed first");
        });
    }

    @Test
    void the_second_seed_yields_everything_that_its_front_matter_says() {
        Task task = onlyTask(read(PlanReader.strict().allowingMissingDependencies(true), HEALING));

        assertThat(task.id()).isEqualTo(new TaskId("partial-completion"));
        assertThat(task.title()).isEqualTo("Carry forward partial work from failed phases into remediation context");
        assertThat(task.type()).isEqualTo("feature");
        assertThat(task.priority()).isEqualTo(2);
        assertThat(task.labels()).containsExactly("quasar", "auto-healing", "reliability");
        assertThat(task.scope()).containsExactly("internal/nebula/healing.go", "internal/nebula/worker.go");
        assertThat(task.allowScopeOverlap()).isTrue();
        assertThat(task.dependsOn()).containsExactly(new TaskId("dag-insertion"));
        assertThat(task.criteria())
                .hasSize(8)
                .first()
                .isEqualTo(new Criterion(
                        "`BuildPartialWork` extracts commit SHAs, file list, and findings from `CycleState`",
                        false,
                        0,
                        127));
    }

    @Test
    void its_dependency_is_unknown_when_it_is_alone_and_external_when_that_is_allowed() {
        PlanReading alone = read(PlanReader.strict(), HEALING);
        PlanReading allowed = read(PlanReader.strict().allowingMissingDependencies(true), HEALING);

        assertThat(alone.isValid()).isFalse();
        assertThat(Plans.errors(alone))
                .singleElement()
                .asString()
                .contains(HEALING + ".md:6:15", "dag-insertion", "--allow-missing-deps");
        assertThat(Objects.requireNonNull(allowed.project()).external()).containsExactly(new TaskId("dag-insertion"));
    }

    @Test
    void the_third_seed_yields_its_title_and_its_acceptance_criteria() {
        PlanReading reading = read(PlanReader.strict(), RESTART);
        Task task = onlyTask(reading);

        assertThat(task.id()).isEqualTo(new TaskId(RESTART));
        assertThat(task.title()).isEqualTo("Task 15: Restart from Interim State");
        assertThat(task.criteria().stream().map(Criterion::text))
                .containsExactly(
                        "Detect in-progress tasks and mark as pending for retry",
                        "Resume from first pending task",
                        "Clean up partial sessions on restart",
                        "Handle interrupted review loops (reset iteration)",
                        "User confirmation before resuming",
                        "Show what was completed vs what remains",
                        "Option to reset entire project");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void all_three_are_one_plan_whose_numbers_imply_no_order() {
        PlanReading reading = PlanReader.strict()
                .allowingMissingDependencies(true)
                .readFiles(List.of(seed(PARTIAL).getParent()));
        Project project = Objects.requireNonNull(reading.project());

        assertThat(project.tasks().stream().map(task -> task.id().value()))
                .containsExactly(PARTIAL, "partial-completion", RESTART);
        assertThat(Plans.said(reading)).anyMatch(line -> line.contains("imply no order") && line.contains(RESTART));
    }

    @Test
    void all_three_without_the_missing_task_name_it_with_file_and_line() {
        PlanReading reading =
                PlanReader.strict().readFiles(List.of(seed(PARTIAL).getParent()));

        assertThat(Plans.errors(reading))
                .singleElement()
                .asString()
                .contains(HEALING + ".md:6", "no task of this plan has the id dag-insertion");
    }

    private static Task onlyTask(PlanReading reading) {
        return Objects.requireNonNull(
                        reading.project(), () -> reading.problems().toString())
                .tasks()
                .getFirst();
    }

    private static PlanReading read(PlanReader reader, String name) {
        return reader.readFiles(List.of(seed(name)));
    }

    private static Path seed(String name) {
        try {
            return Path.of(Objects.requireNonNull(SeedsTest.class.getResource("/seeds/" + name + ".md"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
