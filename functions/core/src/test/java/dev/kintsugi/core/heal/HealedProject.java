package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.check.InMemoryCheckReports;
import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.execute.ExecuteRound;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.InMemoryExecutions;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Visits;
import dev.kintsugi.core.judge.ReviewRound;
import dev.kintsugi.core.land.LandJob;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.open.CloseProject;
import dev.kintsugi.core.open.OpenProject;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.InsertedTask;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.resume.Inspect;
import dev.kintsugi.core.resume.RecordStop;
import dev.kintsugi.core.resume.Resume;
import dev.kintsugi.core.resume.ResumeWish;
import dev.kintsugi.core.round.Crashes;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.settle.JobEscalated;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.ProjectIncomplete;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.core.submit.Submission;
import dev.kintsugi.core.submit.SubmitProject;
import dev.kintsugi.core.submit.Submitted;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole project in memory, with healing: every job walks through its states, to the end of the project. */
final class HealedProject {
    private static final int MOST_STEPS = 400;
    private static final Pattern BEGIN = Pattern.compile("\"resumeFrom\":\"(\\w+)\"");

    final InMemoryRecords memory = new InMemoryRecords();
    final InMemoryRepository repository;
    final TaskModel model = new TaskModel();
    final InMemoryCheckReports reports = new InMemoryCheckReports();
    final Crashes crashes = new Crashes();
    final List<String> trail = new ArrayList<>();
    final InstantSource clock = () -> Instant.parse("2026-11-21T10:00:00Z");
    final InMemoryExecutions executions = new InMemoryExecutions(clock);
    final Records records = crashes.over(Records.class, memory);
    private final Map<String, String> failingChecks = new TreeMap<>();
    Function<Workspace, Workspace> seeing = workspace -> workspace;
    ProjectId project = new ProjectId("none-000000");
    private int entered;
    private boolean kills;
    private final Set<String> resumedIn = new HashSet<>();
    private final Map<String, String> diedIn = new HashMap<>();
    private final Visits visits = new Visits();

    private HealedProject(Map<String, String> files) {
        repository = InMemoryRepository.of(files);
    }

    static HealedProject with(String... files) {
        return new HealedProject(pairs(files));
    }

    private static Map<String, String> pairs(String... files) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int at = 0; at < files.length; at += 2) {
            texts.put(files[at], files[at + 1]);
        }
        return texts;
    }

    /** A check fails on commits in which a file has this text. */
    HealedProject failingCheck(String text, String output) {
        failingChecks.put(text, output);
        return this;
    }

    HealedProject submit(String... files) {
        return submit(pairs(files));
    }

    HealedProject submit(Map<String, String> files) {
        PlanReading reading = PlanReader.strict().readTexts("shop", files);
        Project plan = reading.project();
        if (plan == null) {
            throw new IllegalArgumentException("expected a valid plan, found " + reading.problems());
        }
        Submitted submitted = new SubmitProject(memory, repository, executions, digits -> "1a2b3c", clock)
                .submit(new Submission(plan, "memory", "scripted:coder", "scripted:reviewer", "tests", false));
        assertThat(submitted).isInstanceOf(Submitted.Accepted.class);
        project = ((Submitted.Accepted) submitted).id();
        return this;
    }

    HealedProject open() {
        Step open = step(projectExecution(), "Open");
        Supplier<Object> opened = () -> new OpenProject(records, workspaces(), executions, clock).run(open, project);
        try {
            surviving(opened);
        } catch (Crashes.Crash died) {
            trail.add("opened again " + opened.get());
        }
        return this;
    }

    /** Lets the job that was started first come to its end, and no other. */
    HealedProject runOne() {
        walk(executions.running(Machine.JOB).getFirst());
        return this;
    }

    /** These two must not run side by side. */
    HealedProject apart(String one, String other) {
        memory.settle(InsertedTask.excludes(project, new TaskId(one), new TaskId(other)));
        memory.settle(InsertedTask.excludes(project, new TaskId(other), new TaskId(one)));
        return this;
    }

    /** A worker that dies takes its execution with it, as kill -9 does, and a person resumes the project. */
    HealedProject killed() {
        kills = true;
        return this;
    }

    /** Runs until nothing goes on by itself. */
    HealedProject run() {
        open();
        while (!executions.running(Machine.JOB).isEmpty() || isInterrupted()) {
            if (executions.running(Machine.JOB).isEmpty()) {
                resume();
            }
            walk(executions.running(Machine.JOB).getFirst());
        }
        Step close = step(projectExecution(), "Close");
        try {
            trail.add(closed(close).getClass().getSimpleName());
        } catch (ProjectIncomplete incomplete) {
            trail.add("ProjectIncomplete");
        }
        return this;
    }

    private Object closed(Step close) {
        CloseProject closing = new CloseProject(records, executions, clock);
        try {
            return surviving(() -> closing.run(close, project));
        } catch (Crashes.Crash died) {
            return closing.run(close, project);
        }
    }

    private String projectExecution() {
        return head().execution().orElseThrow();
    }

    /** Whether an execution that went on after a resume began in this state. */
    boolean wasResumedIn(String state) {
        return resumedIn.contains(state);
    }

    private boolean isInterrupted() {
        return new Projects(memory).marks(project).anyMatch(mark -> mark.kind() == Mark.Kind.INTERRUPTED);
    }

    private void resume() {
        String token = new Inspect(memory, workspaces()).run(project).token();
        ResumeWish wish = new ResumeWish(token, Optional.empty(), true, Optional.empty(), false, "ann");
        new Resume(memory, workspaces(), executions, (job, caller) -> job + " is continued", clock).run(project, wish);
        trail.add("resumed");
    }

    private void walk(InMemoryExecutions.Execution execution) {
        try {
            walk(execution, JobId.findByExecutionName(execution.name()).orElseThrow());
        } catch (Crashes.Crash died) {
            executions.end(execution.arn(), Status.ABORTED, "Killed");
            // The clock stands still and steps are entered a little later each: so it stopped after them all.
            Instant stopped = clock.instant().plusMillis(++entered);
            new RecordStop(memory, executions, clock)
                    .record(new Description(
                            execution.arn(), Status.ABORTED, Instant.EPOCH, Optional.of(stopped), "Killed", ""));
        }
    }

    private void walk(InMemoryExecutions.Execution execution, JobId job) {
        Matcher begin = BEGIN.matcher(execution.input());
        String state = begin.find() ? begin.group(1) : "Execute";
        state = execution.redrives() > 0 ? diedIn.getOrDefault(execution.arn(), state) : state;
        Step step = step(execution.arn(), state, execution.redrives());
        if (trail.contains("resumed")) {
            resumedIn.add(step.state());
        }
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            diedIn.put(execution.arn(), step.state());
            if (step.state().equals("Settle")) {
                settle(step, job);
                return;
            }
            Object outcome = outcome(step, job);
            trail.add(job.task() + ":" + outcome.getClass().getSimpleName());
            step = step(execution.arn(), next(step.state(), job, outcome), execution.redrives());
        }
        throw new AssertionError("the job did not end: " + trail);
    }

    private Object outcome(Step step, JobId job) {
        Deadline deadline = Deadline.in(Duration.ofDays(1), clock);
        CheckReports checks = crashes.over(CheckReports.class, reports);
        return surviving(() -> switch (step.state()) {
            case "Execute" -> new ExecuteRound(records, workspaces(), models(), checks, clock).run(step, job, deadline);
            case "Review" -> new ReviewRound(records, workspaces(), models(), checks, clock).run(step, job, deadline);
            case "Heal" -> heal().run(step, job, deadline);
            default -> new LandJob(records, workspaces(), checks, clock).run(step, job);
        });
    }

    HealJob heal() {
        return new HealJob(records, workspaces(), models(), clock);
    }

    private String next(String state, JobId job, Object outcome) {
        return switch (outcome.getClass().getSimpleName()) {
            case "Applied" -> {
                if (outcome instanceof ExecuteOutcome.Applied applied && applied.checks()) {
                    check(job);
                }
                yield "Review";
            }
            case "Unchecked", "Moved" -> {
                check(job);
                yield state;
            }
            case "Yielded" -> state;
            case "Approved" -> "Land";
            case "ChangesRequested", "Conflict" -> "Execute";
            case "Ended" -> outcome.toString().contains("heal=true") ? "Heal" : "Settle";
            default -> "Settle";
        };
    }

    private void settle(Step step, JobId job) {
        try {
            surviving(() -> new SettleJob(records, executions, clock).settle(step, job));
            executions.end(step.execution(), Status.SUCCEEDED, "");
        } catch (JobFailed | JobEscalated | JobPartial thrown) {
            trail.add(job.task() + ":" + thrown.getClass().getSimpleName());
            executions.end(step.execution(), Status.FAILED, thrown.getClass().getName());
        }
    }

    private <T> T surviving(Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (Crashes.Crash died) {
                if (tries > 3 || kills) {
                    throw died;
                }
            }
        }
    }

    Step step(String execution, String state) {
        return step(execution, state, 0);
    }

    private Step step(String execution, String state, int redrives) {
        entered++;
        return visits.next(execution, state, clock.instant().plusMillis(entered), redrives);
    }

    private ModelCatalog models() {
        return (String spec, OptionalInt window) -> crashes.over(CodingModel.class, model);
    }

    Workspaces workspaces() {
        return address -> new Opening.Opened(crashes.over(Workspace.class, seeing.apply(repository.open())));
    }

    private void check(JobId job) {
        CommitId commit = reports.provided().getLast();
        for (Map.Entry<String, String> failing : failingChecks.entrySet()) {
            if (reports.filesOf(commit).values().stream().anyMatch(text -> text.contains(failing.getKey()))) {
                reports.put(job, commit, CheckReport.of(new CheckResult("test", 1, 2, failing.getValue())));
                return;
            }
        }
        reports.put(job, commit, CheckReport.of(new CheckResult("test", 0, 2, "all is well")));
    }

    JobId id(String task) {
        return new JobId(project, new TaskId(task));
    }

    Job job(String task) {
        return new Jobs(memory).get(id(task));
    }

    ProjectHead head() {
        return new Projects(memory).head(project);
    }

    List<HealingCase> cases() {
        return new HealingCases(memory).all(project).toList();
    }

    /** What was said of healing, in order. */
    List<String> healingEvents() {
        return new Projects(memory)
                .events(project)
                .filter(event -> event.kind().startsWith("healing"))
                .map(event -> event.kind() + " | " + event.text())
                .toList();
    }

    List<String> eventKinds() {
        return new Projects(memory).events(project).map(Event::kind).toList();
    }

    Map<String, String> onTrunk() {
        return files(repository
                .head(new Projects(memory).get(project).trunk().name())
                .orElseThrow());
    }

    CommitId branch(String task) {
        return repository
                .head(new Projects(memory)
                        .get(project)
                        .branchOf(new TaskId(task))
                        .name())
                .orElseThrow();
    }

    Map<String, String> files(CommitId commit) {
        try (Workspace workspace = repository.open()) {
            return InMemoryCheckReports.texts(commit, workspace);
        }
    }
}
