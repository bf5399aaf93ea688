package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.Stage.job;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.view.Inspection;
import java.util.List;

/** A project that was left halfway, and an operator who comes back to it. */
final class Interim {
    final Stage stage;
    final ProjectId id;

    Interim(Stage stage, ProjectId id) {
        this.stage = stage;
        this.id = id;
    }

    Inspection inspect() {
        return new Inspect(stage.records, stage.repository).run(id);
    }

    String token() {
        return inspect().token();
    }

    Resume resume() {
        return resume(stage.records);
    }

    Resume resume(Records records) {
        return new Resume(
                records, stage.repository, stage.executions, (job, caller) -> job + " is continued", stage.clock);
    }

    Acted resumeAll() {
        return resume().run(id, ResumeWish.all(token(), "alice"));
    }

    Retry retry() {
        return retry(stage.records);
    }

    Retry retry(Records records) {
        return new Retry(records, stage.repository, stage.executions, stage.clock);
    }

    Acted retryNow(String... tasks) {
        return retry().run(id, RetryWish.of(token(), List.of(tasks), "alice"));
    }

    Skip skip() {
        return skip(stage.records);
    }

    Skip skip(Records records) {
        return new Skip(records, stage.repository, stage.executions, stage.clock);
    }

    Acted skipNow(String... tasks) {
        return skip().run(id, List.of(tasks), token(), "alice");
    }

    Reset reset() {
        return reset(stage.records);
    }

    Reset reset(Records records) {
        return new Reset(records, stage.repository, stage.executions, stage.clock);
    }

    Acted resetAll() {
        return reset().run(id, new ResetWish(token(), id.value(), false, "alice"));
    }

    JobId task(String name) {
        return job(id, name);
    }

    JobStatus status(String task) {
        return stage.status(task(task));
    }

    /** The job's execution was at work when it stopped. */
    void interrupt(String task) {
        interrupt(task, JobStatus.EXECUTING);
    }

    void interrupt(String task, JobStatus during) {
        Job begun = stage.begin(task(task));
        stage.jobs.write(begun.change().openCycle(begun.cycle() + 1).to(during));
        stop(task);
    }

    void stop(String task) {
        String execution = stage.executionOf(task(task));
        stage.executions.end(execution, Status.ABORTED, "Killed");
        stage.recordStop().record(stage.executions.find(execution).orElseThrow());
    }

    void fail(String task, JobStatus status) {
        stage.fail(task(task), status);
        settle(task);
    }

    /** It had begun, and its end is found out now. */
    void failBegun(String task) {
        Job job = stage.jobs.get(task(task));
        stage.jobs.write(job.change().end(new End(JobStatus.FAILED, "max_cycles", "the reviewer objects")));
        settle(task);
    }

    private void settle(String task) {
        try {
            stage.settle(task(task));
        } catch (RuntimeException expected) {
            stage.executions.end(stage.executionOf(task(task)), Status.FAILED, "JobFailed");
        }
    }

    void partial(String task) {
        Job begun = stage.begin(task(task));
        stage.jobs.write(
                begun.change().to(JobStatus.PARTIAL), Mark.put(task(task), Mark.Kind.PARTIAL, stage.clock.instant()));
        try {
            stage.settle(task(task));
        } catch (RuntimeException expected) {
            stage.executions.end(stage.executionOf(task(task)), Status.FAILED, "JobPartial");
        }
    }
}
