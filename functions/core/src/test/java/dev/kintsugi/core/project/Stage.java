package dev.kintsugi.core.project;

import dev.kintsugi.core.approve.Approve;
import dev.kintsugi.core.approve.AwaitApproval;
import dev.kintsugi.core.cancel.Cancel;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.InMemoryExecutions;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Visits;
import dev.kintsugi.core.open.AwaitWork;
import dev.kintsugi.core.open.CloseProject;
import dev.kintsugi.core.open.OpenProject;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.resume.RecordStop;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.submit.Submission;
import dev.kintsugi.core.submit.SubmitProject;
import dev.kintsugi.core.submit.Submitted;
import dev.kintsugi.core.view.ProjectViews;
import dev.kintsugi.core.workspace.InMemoryRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Everything around a project, in memory: its records, executions, repository and a clock that a test sets. */
public final class Stage {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    public final InMemoryRecords store = new InMemoryRecords();
    public final Records records;
    private final AtomicLong millis = new AtomicLong(NOON.toEpochMilli());
    public final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    public final InMemoryExecutions executions = new InMemoryExecutions(clock);
    public final InMemoryRepository repository = InMemoryRepository.of(Map.of("README.md", "shop\n"));
    public final Jobs jobs;
    public final Projects projects;
    private final AtomicLong entered = new AtomicLong();
    private final Visits visits = new Visits();
    private final AtomicLong ids = new AtomicLong(0xabc000);

    public Stage() {
        this(records -> records);
    }

    /** @param between what stands between the use cases and the records, such as a meter or faults */
    public Stage(UnaryOperator<Records> between) {
        this.records = between.apply(store);
        this.jobs = new Jobs(store);
        this.projects = new Projects(store);
    }

    public Ids ids() {
        return digits -> String.format(Locale.ROOT, "%0" + digits + "x", ids.getAndIncrement());
    }

    public void pass(long forMillis) {
        millis.addAndGet(forMillis);
    }

    public SubmitProject submitProject() {
        return new SubmitProject(records, repository, executions, ids(), clock);
    }

    public static Submission submission(Project plan) {
        return new Submission(plan, "/repo", "recorded:replies", "recorded:replies", "local", false);
    }

    public ProjectId submit(Project plan) {
        Submitted submitted = submitProject().submit(submission(plan));
        return switch (submitted) {
            case Submitted.Accepted accepted -> accepted.id();
            case Submitted.Same same -> same.id();
            case Submitted.NameTaken taken -> throw new AssertionError(taken);
            case Submitted.Refused refused -> throw new AssertionError(refused);
        };
    }

    /** Submitted and opened: what is ready has been claimed. */
    public ProjectId open(Project plan) {
        ProjectId id = submit(plan);
        openProject().run(projectStep(id, "Open"), id);
        return id;
    }

    public OpenProject openProject() {
        return new OpenProject(records, repository, executions, clock);
    }

    public AwaitWork awaitWork() {
        return new AwaitWork(records, executions);
    }

    public CloseProject closeProject() {
        return new CloseProject(records, executions, clock);
    }

    public Schedule schedule() {
        return new Schedule(records, executions, clock);
    }

    public SettleJob settleJob() {
        return new SettleJob(records, executions, clock);
    }

    public AwaitApproval awaitApproval() {
        return new AwaitApproval(records, executions, clock);
    }

    public Approve approve() {
        return new Approve(records, executions, clock);
    }

    public Cancel cancel() {
        return new Cancel(records, repository, executions, clock);
    }

    public RecordStop recordStop() {
        return new RecordStop(records, executions, clock);
    }

    public ProjectViews views() {
        return new ProjectViews(records);
    }

    public static JobId job(ProjectId project, String task) {
        return new JobId(project, new TaskId(task));
    }

    /** A visit of the project's execution to a state; every call is another visit. */
    public Step projectStep(ProjectId id, String state) {
        return step(projects.head(id).execution().orElseThrow(), state);
    }

    /** A visit of the job's newest execution to a state; every call is another visit. */
    public Step jobStep(JobId id, String state) {
        return step(executionOf(id), state);
    }

    public Step step(String execution, String state) {
        int redrives = executions
                .find(execution)
                .map(found -> executions.get(execution).redrives())
                .orElse(0);
        return visits.next(execution, state, clock.instant().plusNanos(entered.incrementAndGet()), redrives);
    }

    public String executionOf(JobId id) {
        return new Launches(store)
                .find(id)
                .map(Launch::execution)
                .or(() -> jobs.get(id).execution())
                .orElseThrow();
    }

    public Job begin(JobId id) {
        return new Launches(records).begin(jobStep(id, "Execute"), id);
    }

    /** Executed, reviewed and landed, all but settled. */
    public Job land(JobId id) {
        Job job = begin(id);
        return jobs.write(job.change().to(JobStatus.LANDING).landed(repository.base()));
    }

    public Settlement settle(JobId id) {
        return settleJob().settle(jobStep(id, "Settle"), id);
    }

    /** From launched to passed. */
    public Settlement finish(JobId id) {
        land(id);
        Settlement settlement = settle(id);
        executions.end(executionOf(id), Executions.Status.SUCCEEDED, "");
        return settlement;
    }

    /** Executed, and found to be failing; not settled. */
    public Job fail(JobId id, JobStatus status) {
        Job job = begin(id);
        return jobs.write(job.change().end(new End(status, "max_cycles", "the reviewer objects to the last cycle")));
    }

    public ProjectHead head(ProjectId id) {
        return projects.head(id);
    }

    public JobStatus status(JobId id) {
        return jobs.get(id).status();
    }

    public Optional<Launch> launch(JobId id) {
        return new Launches(store).find(id);
    }
}
