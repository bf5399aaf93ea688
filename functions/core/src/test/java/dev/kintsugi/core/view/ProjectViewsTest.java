package dev.kintsugi.core.view;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.TestPlans;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.settle.JobEscalated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectViewsTest {
    private static final ObjectMapper JSON = ViewJson.mapper();

    private final Stage stage = new Stage();

    @Test
    void a_project_is_shown_with_its_counts_its_cost_and_where_its_work_is() throws JsonProcessingException {
        ProjectId id = stage.open(plan(
                settings(1, 20_000_000L, List.of(), null),
                List.of(aTask("a"), aTask("b").after("a"), aTask("c"))));
        Job job = stage.land(job(id, "a"));
        stage.jobs.write(job.change().reserve(40_000).costed(12_500));
        stage.settle(job(id, "a"));

        Overview shown = stage.views().project(id);

        assertThat(shown.counts().text())
                .isEqualTo("Total: 3 | Created: 1 | Pending: 1 | Partial: 0 | Passed: 1 | Failed: 0");
        assertThat(shown.branch()).isEqualTo("kintsugi/" + id + "/main");
        assertThat(shown.caller()).isEqualTo("local");
        JsonNode json = JSON.valueToTree(shown);
        assertThat(json.get("cost_usd").decimalValue()).isEqualByComparingTo("0.0125");
        assertThat(json.get("budget_usd").decimalValue()).isEqualByComparingTo("20");
        assertThat(json.get("status").textValue()).isEqualTo("in_progress");
        assertThat(json.get("submitted_at").textValue()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(json.has("ended_at")).isFalse();
        assertThat(JSON.readValue(JSON.writeValueAsString(shown), Overview.class))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(shown);
    }

    @Test
    void what_running_jobs_have_spent_is_counted_in_a_small_project_and_when_they_settle_in_a_large_one() {
        for (int tasks : new int[] {ProjectViews.MOST_SUMMED, ProjectViews.MOST_SUMMED + 1}) {
            Stage large = new Stage();
            ProjectId id = large.open(
                    plan(settings(2, null, List.of(), null), independent(tasks).toList()));
            for (String task : List.of("t0", "t1")) {
                Job job = large.land(job(id, task));
                large.jobs.write(job.change().reserve(10_000).costed(10_000));
            }
            large.settle(job(id, "t0"));

            assertThat(large.views().project(id).costUsd())
                    .isEqualByComparingTo(tasks > ProjectViews.MOST_SUMMED ? "0.01" : "0.02");
        }
    }

    @Test
    void a_job_is_shown_with_every_round_and_its_open_findings() throws JsonProcessingException {
        ProjectId id = stage.open(plan(aTask("a")));
        JobId a = job(id, "a");
        Finding finding = Finding.of(Severity.MAJOR, "It lacks a test.");
        Cycle cycle = new Cycle(
                1,
                List.of(stage.repository.base()),
                "did a",
                List.of("x", "y"),
                List.of("y"),
                2,
                0,
                "changes_requested",
                List.of(),
                List.of(finding),
                30_000,
                Stage.NOON);
        stage.jobs.write(stage.begin(a).change().openCycle(1).closeCycle().grantCycle(), Jobs.put(a, cycle));

        JobView shown = stage.views().job(a);

        assertThat(shown.task().maxCycles()).isEqualTo(4);
        assertThat(shown.task().cycle()).isEqualTo(1);
        assertThat(shown.cycles()).singleElement().satisfies(round -> {
            assertThat(round.findings()).extracting(CycleView.FindingView::id).containsExactly(finding.id());
            assertThat(round.costUsd()).isEqualByComparingTo("0.03");
            assertThat(round.outside()).containsExactly("y");
        });
        assertThat(shown.branch()).isEqualTo("kintsugi/" + id + "/task/a");
        assertThat(JSON.readValue(JSON.writeValueAsString(shown), JobView.class))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(shown);
    }

    @Test
    void a_task_far_behind_an_escalated_one_is_shown_as_blocked_by_it() {
        ProjectId id =
                stage.open(plan(aTask("a"), aTask("b").after("a"), aTask("c").after("b"), aTask("d")));
        stage.fail(job(id, "a"), JobStatus.ESCALATED);
        assertThatThrownBy(() -> stage.settle(job(id, "a"))).isInstanceOf(JobEscalated.class);

        List<TaskLine> tasks = stage.views().tasks(id, Optional.empty(), 10).tasks();

        assertThat(tasks).extracting(TaskLine::id).containsExactly("a", "b", "c", "d");
        assertThat(tasks)
                .extracting(TaskLine::blockedBy)
                .containsExactly(List.of(), List.of("a"), List.of("a"), List.of());
        assertThat(tasks.get(2).marks()).containsExactly(TaskLine.BLOCKED);
        assertThat(tasks.getFirst().reason()).isEqualTo("the reviewer objects to the last cycle");
        assertThat(tasks.getFirst().cause()).isEqualTo("max_cycles");
    }

    @Test
    void tasks_come_in_the_plan_s_order_page_by_page() {
        ProjectId id = stage.submit(
                plan(settings(1, null, List.of(), null), independent(25).toList()));

        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        int pages = 0;
        do {
            TaskPage page = stage.views().tasks(id, next, 10);
            page.tasks().forEach(task -> seen.add(task.id()));
            next = Optional.ofNullable(page.next());
            pages++;
        } while (next.isPresent());

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).startsWith("t0", "t1", "t2").endsWith("t24");
    }

    @Test
    void projects_come_newest_first_and_only_those_that_are_whole() {
        Project first = plan(aTask("a"));
        ProjectId older = stage.submit(first);
        stage.pass(1_000);
        ProjectId newer =
                stage.submit(new Project("Other", "other", first.settings(), first.tasks(), first.external()));

        ProjectPage page = stage.views().projects(Optional.empty(), 10);

        assertThat(page.projects()).extracting(Overview::id).containsExactly(newer.value(), older.value());
        assertThat(page.next()).isNull();
        ProjectPage one = stage.views().projects(Optional.empty(), 1);
        assertThat(stage.views().projects(Optional.ofNullable(one.next()), 1).projects())
                .extracting(Overview::id)
                .containsExactly(older.value());
        assertThat(stage.views().summary().total()).isEqualTo(2);
    }

    @Test
    void events_go_on_after_the_last_that_was_seen() {
        ProjectId id = stage.open(plan(aTask("a")));
        EventPage first = stage.views().events(id, Optional.empty(), 10);
        assertThat(first.events())
                .extracting(EventPage.Line::kind)
                .containsExactlyInAnyOrder("project.submitted", "project.opened");
        assertThat(stage.views()
                        .events(id, Optional.ofNullable(first.next()), 10)
                        .events())
                .isEmpty();

        stage.pass(5);
        stage.finish(job(id, "a"));

        EventPage second = stage.views().events(id, Optional.ofNullable(first.next()), 10);
        assertThat(second.events()).extracting(EventPage.Line::kind).containsExactly("job.passed");
        assertThat(second.events().getFirst().job()).isEqualTo(id + ".a");
    }

    @Test
    void what_is_not_there_is_an_error_that_names_it() {
        ProjectId none = new ProjectId("none-abcdef");
        assertThatThrownBy(() -> stage.views().project(none))
                .isInstanceOf(UnknownProject.class)
                .hasMessage("there is no project \"none-abcdef\"");
        assertThatThrownBy(() -> stage.views().job(job(none, "a"))).isInstanceOf(UnknownJob.class);
    }

    @Test
    void a_key_that_is_new_is_ignored_and_a_moment_that_is_none_is_an_error() throws JsonProcessingException {
        assertThat(JSON.readValue("{\"events\":[],\"later\":1}", EventPage.class)
                        .events())
                .isEmpty();
        assertThatThrownBy(() -> JSON.readValue(
                        "{\"events\":[{\"at\":\"noon\",\"kind\":\"k\",\"text\":\"t\"}]}", EventPage.class))
                .isInstanceOf(InvalidFormatException.class);
        assertThat(TestPlans.aTask("a").id()).isEqualTo("a");
    }
}
