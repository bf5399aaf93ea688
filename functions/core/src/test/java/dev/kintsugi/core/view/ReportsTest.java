package dev.kintsugi.core.view;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.settle.JobEscalated;
import dev.kintsugi.core.workspace.CommitId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final ObjectMapper JSON = ViewJson.mapper();

    private final Stage stage = new Stage();

    @Test
    void every_task_is_told_with_its_outcome_its_commits_its_reason_and_what_it_wrote_outside_its_scope()
            throws JsonProcessingException {
        ProjectId id = stage.open(plan(
                settings(2, 20_000_000L, List.of(), null),
                List.of(aTask("a"), aTask("b"), aTask("c").after("b"))));
        JobId a = job(id, "a");
        stage.jobs.write(
                stage.land(a).change().reserve(40_000).costed(12_500),
                Jobs.put(a, cycle(1, List.of("y", "x"), "1")),
                Jobs.put(a, cycle(2, List.of("x"), "2", "3")));
        stage.settle(a);
        stage.fail(job(id, "b"), JobStatus.ESCALATED);
        assertThatThrownBy(() -> stage.settle(job(id, "b"))).isInstanceOf(JobEscalated.class);

        Report report = reports().report(id, Optional.empty(), 50);

        assertThat(report.project().counts().text())
                .isEqualTo("Total: 3 | Created: 1 | Pending: 0 | Partial: 0 | Passed: 1 | Failed: 1");
        assertThat(report.project().costUsd()).isEqualByComparingTo("0.0125");
        assertThat(report.budgetUsd()).isEqualByComparingTo("20");
        assertThat(report.tasks()).hasSize(3);
        ReportedTask first = report.tasks().getFirst();
        assertThat(first.task().status()).isEqualTo(JobStatus.PASSED);
        assertThat(first.task().landed()).isNotNull();
        assertThat(first.cycles()).isEqualTo(2);
        assertThat(first.commits()).containsExactly("1".repeat(40), "2".repeat(40), "3".repeat(40));
        assertThat(first.outside()).containsExactly("x", "y");
        assertThat(report.tasks().get(1).task().cause()).isEqualTo("max_cycles");
        assertThat(report.tasks().get(2).task().blockedBy()).containsExactly("b");
        assertThat(report.next()).isNull();
        assertThat(JSON.readValue(JSON.writeValueAsString(report), Report.class))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(report);
    }

    @Test
    void commits_and_files_outside_are_named_up_to_a_limit_and_counted_beyond() {
        for (int many : new int[] {ReportedTask.MOST_FILES - 1, ReportedTask.MOST_FILES, ReportedTask.MOST_FILES + 1}) {
            ReportedTask told = reported(cycle(1, names(many), "1"));
            assertThat(told.outside()).hasSize(Math.min(many, ReportedTask.MOST_FILES));
            assertThat(told.outsideMore()).isEqualTo(Math.max(0, many - ReportedTask.MOST_FILES));
        }
        int most = ReportedTask.MOST_COMMITS;
        for (int many : new int[] {most - 1, most, most + 1}) {
            String[] commits =
                    IntStream.range(0, many).mapToObj("%040x"::formatted).toArray(String[]::new);
            ReportedTask told = reported(cycle(1, List.of(), commits));
            assertThat(told.commits()).hasSize(Math.min(many, most)).endsWith(commits[many - 1]);
            assertThat(told.commitsMore()).isEqualTo(Math.max(0, many - most));
        }
    }

    private ReportedTask reported(Cycle cycle) {
        Stage fresh = new Stage();
        ProjectId id = fresh.open(plan(aTask("a")));
        fresh.jobs.write(fresh.begin(job(id, "a")).change().openCycle(1), Jobs.put(job(id, "a"), cycle));
        return new Reports(fresh.records)
                .report(id, Optional.empty(), 1)
                .tasks()
                .getFirst();
    }

    @Test
    void a_large_project_is_told_page_by_page_and_the_pages_make_one_report() {
        ProjectId id = stage.submit(plan(
                settings(1, null, List.of(), null),
                independent(2 * Report.MOST_TASKS + 1).toList()));

        Report whole = reports().report(id, Optional.empty(), 1_000);
        assertThat(whole.tasks()).hasSize(Report.MOST_TASKS);
        int pages = 1;
        while (whole.next() != null) {
            whole = whole.and(reports().report(id, Optional.of(whole.next()), Report.MOST_TASKS));
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(whole.tasks())
                .extracting(told -> told.task().id())
                .hasSize(101)
                .doesNotHaveDuplicates();
        assertThat(whole.budgetUsd())
                .isEqualByComparingTo(
                        whole.tasks().getFirst().task().budgetUsd().multiply(BigDecimal.valueOf(101)));
    }

    @Test
    void a_project_that_is_not_there_is_an_error_that_names_it() {
        assertThatThrownBy(() -> reports().report(new ProjectId("none-abcdef"), Optional.empty(), 1))
                .isInstanceOf(UnknownProject.class)
                .hasMessageContaining("none-abcdef");
    }

    private Reports reports() {
        return new Reports(stage.records);
    }

    private static List<String> names(int many) {
        return IntStream.range(0, many).mapToObj(number -> "f" + number).toList();
    }

    private static Cycle cycle(int number, List<String> outside, String... commits) {
        return new Cycle(
                number,
                List.of(commits).stream()
                        .map(digit -> new CommitId(digit.length() == 1 ? digit.repeat(40) : digit))
                        .toList(),
                "did it",
                outside,
                outside,
                1,
                0,
                "approved",
                List.of(),
                List.of(),
                0,
                Stage.NOON);
    }
}
