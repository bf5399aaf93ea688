package dev.kintsugi.core.partial;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.IllegalMove;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PartialJobsTest {
    private static final CommitId COMMIT = new CommitId("a".repeat(40));

    private final Stage stage = new Stage();
    private final PartialJobs partials = new PartialJobs(stage.records);

    @Test
    void setPartialStatus() {
        JobId id = executing("a");

        partials.setPartial(id, state(missing("one")));

        Job job = stage.jobs.get(id);
        assertThat(job.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(job.status().isPartial()).isTrue();
        assertThat(job.status().isComplete()).isFalse();
        assertThat(job.isStuck()).isTrue();
        assertThatThrownBy(() -> partials.setPartial(
                        new JobId(id.project(), job(id.project(), "zz").task()), state()))
                .isInstanceOf(UnknownJob.class)
                .hasMessageContaining(id.project() + ".zz");
    }

    @Test
    void getFailedEdits() {
        JobId id = executing("a");
        assertThat(partials.failedEdits(id)).isEmpty();
        FailedEdit one = missing("one");
        FailedEdit two = missing("two");

        partials.setPartial(id, state(one, two));

        assertThat(partials.failedEdits(id)).contains(List.of(one, two));
        assertThat(partials.missing(id)).isEqualTo(2);
        stage.jobs.write(stage.jobs.get(id).change().to(JobStatus.EXECUTING));
        assertThat(partials.failedEdits(id)).contains(List.of(one, two));
        assertThat(partials.failedEdits(job(id.project(), "zz"))).isEmpty();
    }

    @Test
    void clearPartialState() {
        JobId id = executing("a");
        partials.setPartial(id, state(missing("one")));

        partials.clearPartialState(id);
        partials.clearPartialState(id);

        assertThat(partials.failedEdits(id)).isEmpty();
        assertThat(partials.state(id)).isEmpty();
        assertThat(stage.status(id)).isEqualTo(JobStatus.PARTIAL);
        partials.clearPartialState(job(id.project(), "zz"));
        partials.setPartial(id, state(missing("two")));
        assertThat(partials.missing(id)).isEqualTo(1);
    }

    @Test
    void getSummaryWithPartial() {
        ProjectId project = stage.open(plan(aTask("a"), aTask("b"), aTask("c").after("a"), aTask("d")));
        stage.begin(job(project, "a"));
        stage.begin(job(project, "b"));
        stage.finish(job(project, "d"));

        partials.setPartial(job(project, "a"), state(missing("one")));

        assertThat(stage.views().summary(project).partial()).isEqualTo(1);
        assertThat(stage.views().summary(project).text())
                .isEqualTo("Total: 4 | Created: 1 | Pending: 1 | Partial: 1 | Passed: 1 | Failed: 0");
        assertThat(partials.partialJobs(project)).extracting(Job::id).containsExactly(job(project, "a"));
        assertThat(partials.partialJobs()).extracting(Job::id).containsExactly(job(project, "a"));
    }

    @Test
    void partialJobPersistence() {
        JobId id = executing("a");
        FailedEdit large = missing("x\u00e9\ud83d\ude00\r\n".repeat(200_000));
        PartialState state = state(large, missing(""));

        partials.setPartial(id, state);

        PartialJobs restarted = new PartialJobs(stage.store);
        assertThat(restarted.state(id)).contains(state);
        assertThat(restarted.partialJobs()).hasSize(1);
    }

    @Test
    void it_may_be_set_of_an_executing_or_a_partial_job_only() {
        ProjectId project = stage.open(plan(aTask("a"), aTask("b")));
        assertThatThrownBy(() -> partials.setPartial(job(project, "a"), state()))
                .isInstanceOf(IllegalMove.class)
                .hasMessageContaining("created");
        Job landing = stage.land(job(project, "b"));
        assertThatThrownBy(() -> partials.setPartial(landing.id(), state())).isInstanceOf(IllegalMove.class);

        stage.begin(job(project, "a"));
        partials.setPartial(job(project, "a"), state(missing("one")));
        partials.setPartial(job(project, "a"), state(missing("two"), missing("three")));

        assertThat(partials.missing(job(project, "a"))).isEqualTo(2);
        assertThat(partials.missing(landing.id())).isZero();
    }

    @Test
    void the_text_of_states_before_is_deleted_and_nothing_else() {
        JobId id = executing("a");
        partials.setPartial(id, state(missing("y".repeat(100))));
        partials.setPartial(id, state(missing("one")));
        partials.setPartial(id, state(missing("two")));

        List<Item> parts = stage.store.stream(Query.of(Table.PARTIAL_STATES, id.toString(), "part/"))
                .toList();

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().key().sort()).startsWith("part/000003/");
    }

    @Test
    void two_writers_of_one_generation_do_not_write_over_each_other() {
        JobId id = executing("a");
        PartialStates states = new PartialStates(stage.records);
        Operation.Put won = states.prepare(id, state(missing("winner")));
        states.prepare(id, state(missing("loser")));

        stage.records.settle(won);

        assertThat(states.find(id)).contains(state(missing("winner")));
    }

    @Test
    void edits_up_to_16_mb_are_kept_and_more_are_refused_by_name() {
        JobId id = executing("a");
        int around = PartialStates.written(state(missing(""))).length;
        for (int less : new int[] {1, 0}) {
            PartialState fits = state(missing("z".repeat(PartialStates.MAX_BYTES - around - less)));
            partials.setPartial(id, fits);
            assertThat(partials.state(id)).contains(fits);
        }
        PartialState over = state(missing("z".repeat(PartialStates.MAX_BYTES - around + 1)));
        assertThatThrownBy(() -> partials.setPartial(id, over))
                .isInstanceOf(PartialTooLarge.class)
                .hasMessage("the failed edits of job %s have %d bytes, and at most %d are kept"
                        .formatted(id, PartialStates.MAX_BYTES + 1, PartialStates.MAX_BYTES));
    }

    @Test
    void a_state_of_a_newer_version_is_a_clear_error() {
        JobId id = executing("a");
        partials.setPartial(id, state(missing("one")));
        stage.store.settle(Operation.update(PartialStates.pointer(id)).set("version", PartialStates.VERSION + 1L));

        assertThatThrownBy(() -> partials.failedEdits(id))
                .isInstanceOf(NewerPartialState.class)
                .hasMessageContaining("was written as version 2, and this program reads 1: use a newer one");
    }

    @Test
    void every_change_is_logged_at_info() {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(PartialJobs.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                assertThat(line.getLevel()).isEqualTo(Level.INFO);
                lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            JobId id = executing("a");
            partials.setPartial(id, state(missing("one")));
            partials.clearPartialState(id);
            assertThat(lines)
                    .containsExactly(
                            "job %s is partial: cycle 1, 1 edits applied, 1 missing, continued 0 times".formatted(id),
                            "job %s has no partial state any more".formatted(id));
        } finally {
            logger.removeHandler(handler);
        }
    }

    private JobId executing(String task) {
        ProjectId project = stage.open(plan(aTask(task)));
        return stage.begin(job(project, task)).id();
    }

    private static PartialState state(FailedEdit... failed) {
        return new PartialState(
                1,
                0,
                2,
                Optional.of(COMMIT),
                COMMIT,
                "recorded:replies",
                List.of(new EditRecord("e-111111111111", "exact", 3, "a.txt")),
                List.of(failed),
                Stage.NOON);
    }

    private static FailedEdit missing(String find) {
        Edit edit = Edit.Replace.lines(new Origin(Dialect.FIND_REPLACE, 1, 0), "a.txt", find, "new\n", Hint.near(7));
        String id = String.format(Locale.ROOT, "e-%012x", find.hashCode());
        return new FailedEdit(
                id,
                1,
                new Outcome.Failed(
                        edit,
                        "a.txt",
                        Reason.of(Reason.Kind.SIMILAR),
                        12,
                        List.of(new Candidate(12, 83, "case", "somewhere"))));
    }
}
