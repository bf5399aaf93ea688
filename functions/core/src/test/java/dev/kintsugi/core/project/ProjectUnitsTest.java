package dev.kintsugi.core.project;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.ItemSize;
import dev.kintsugi.core.records.MeteredRecords;
import dev.kintsugi.core.records.Units;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DynamoDB charges for everything around one job: its claim, the taking of its marker, its settlement. */
class ProjectUnitsTest {
    /** A job may cost 17 requests, 42 written and 18 read units; the coder's and reviewer's part needs the rest. */
    private static final Units MOST_PER_JOB = new Units(8, 8, 20);

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 10_000})
    void the_records_around_a_job_cost_the_same_however_large_the_project_is(int tasks) {
        AtomicReference<MeteredRecords> meter = new AtomicReference<>();
        Stage stage = new Stage(records -> {
            meter.set(new MeteredRecords(records));
            return meter.get();
        });
        ProjectId id = stage.open(plan(
                settings(4, 900_000_000L, List.of(), null), independent(tasks).toList()));
        Units before = meter.get().units();
        int jobs = 5;
        for (int number = 0; number < jobs; number++) {
            JobId job = job(id, "t" + number);
            Job begun = stage.begin(job);
            stage.jobs.write(begun.change().to(JobStatus.LANDING).landed(stage.repository.base()));
            stage.settle(job);
        }
        Units spent = meter.get().units().minus(before);
        System.out.printf(
                Locale.ROOT,
                "%6d tasks: %.1f requests, %.1f units read, %.1f units written around a job%n",
                tasks,
                spent.requests() / (double) jobs,
                spent.read() / (double) jobs,
                spent.written() / (double) jobs);

        assertThat(stage.head(id).passed()).isEqualTo(jobs);
        assertThat(stage.head(id).active()).isEqualTo(4);
        assertThat(spent.requests()).isLessThanOrEqualTo(jobs * MOST_PER_JOB.requests());
        assertThat(spent.read()).isLessThanOrEqualTo(jobs * MOST_PER_JOB.read());
        assertThat(spent.written()).isLessThanOrEqualTo(jobs * MOST_PER_JOB.written());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void the_head_stays_under_one_unit(int workers) {
        Stage stage = new Stage();
        ProjectId id = stage.open(plan(
                settings(workers, 900_000_000L, List.of(), null),
                independent(20).toList()));
        stage.finish(job(id, "t0"));

        InMemoryRecords store = stage.store;
        assertThat(store.get(ProjectKeys.head(id)))
                .hasValueSatisfying(head -> assertThat(ItemSize.of(head)).isLessThan(700));
    }
}
