package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.check.InMemoryCheckReports;
import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.execute.ExecuteRound;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.InMemoryExecutions;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Visits;
import dev.kintsugi.core.judge.ReviewOutcome;
import dev.kintsugi.core.judge.ReviewRound;
import dev.kintsugi.core.land.LandJob;
import dev.kintsugi.core.land.LandOutcome;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.open.OpenProject;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.resume.ContinueJob;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Continued;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.settle.ApprovalPending;
import dev.kintsugi.core.settle.JobEscalated;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.submit.Submission;
import dev.kintsugi.core.submit.SubmitProject;
import dev.kintsugi.core.submit.Submitted;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A project in memory with one repository and one model, and a machine that walks a job through its states. */
public final class World {
    public static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:kintsugi-job:";

    private static final int MOST_STEPS = 60;

    public final InMemoryRecords memory = new InMemoryRecords();
    public final InMemoryRepository repository;
    public final ScriptedModel model = new ScriptedModel();
    public final InMemoryCheckReports reports = new InMemoryCheckReports();
    public final Crashes crashes = new Crashes();
    public final List<String> trail = new ArrayList<>();
    public Instant now = Instant.parse("2026-11-21T10:00:00Z");
    public ProjectId project = new ProjectId("none-000000");
    public final InMemoryExecutions executions = new InMemoryExecutions(this::instant);
    private final Map<String, String> checkOutput = new TreeMap<>();
    private Records records = memory;
    private CoderLimits limits = CoderLimits.USUAL;
    private Duration visit = Duration.ofDays(1);
    public String lastEnd = "";
    private int entered;
    private final Visits visits = new Visits();

    private World(Map<String, String> files) {
        repository = InMemoryRepository.of(files);
    }

    /** A repository with these files. */
    public static World with(String... files) {
        Map<String, String> texts = new TreeMap<>();
        for (int at = 0; at < files.length; at += 2) {
            texts.put(files[at], files[at + 1]);
        }
        return new World(texts);
    }

    public World limits(CoderLimits other) {
        limits = other;
        return this;
    }

    /** How long a visit of a step may take. */
    public World visiting(Duration time) {
        visit = time;
        return this;
    }

    /** Whatever stands between the use cases and the records. */
    public World over(Records other) {
        records = other;
        return this;
    }

    /** Every call to the outside may be a worker's last. */
    public World crashing() {
        records = crashes.over(Records.class, memory);
        return this;
    }

    /** A check fails on commits in which a file has this text. */
    public World failingCheck(String text, String output) {
        checkOutput.put(text, output);
        return this;
    }

    /** Submits a plan of files (name, text ...) and claims what is ready. */
    public World submit(String... files) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int at = 0; at < files.length; at += 2) {
            texts.put(files[at], files[at + 1]);
        }
        PlanReading reading = PlanReader.strict().readTexts("shop", texts);
        Project plan = reading.project();
        if (plan == null) {
            throw new IllegalArgumentException("expected a valid plan, found " + reading.problems());
        }
        Submission submission = new Submission(plan, "memory", "scripted:coder", "scripted:reviewer", "tests", false);
        Submitted submitted =
                new SubmitProject(memory, repository, executions, digits -> "1a2b3c", clock()).submit(submission);
        assertThat(submitted).isInstanceOf(Submitted.Accepted.class);
        project = ((Submitted.Accepted) submitted).id();
        Step open = new Step(((Submitted.Accepted) submitted).execution(), "Open", now, 0);
        new OpenProject(memory, repository, executions, clock()).run(open, project);
        return this;
    }

    public InstantSource clock() {
        return this::instant;
    }

    private Instant instant() {
        return now;
    }

    public JobId job(String task) {
        return new JobId(project, new TaskId(task));
    }

    public Branch trunk() {
        return new Projects(memory).get(project).trunk();
    }

    public Branch branch(String task) {
        return new Projects(memory).get(project).branchOf(new TaskId(task));
    }

    public Job head(String task) {
        return new Jobs(memory).get(job(task));
    }

    public Cycle cycle(String task, int number) {
        return new Jobs(memory).cycle(job(task), number).orElseThrow();
    }

    /** A step of this job's execution that was not there before. */
    public Step step(String task, String state) {
        entered++;
        String execution = new Launches(memory)
                .find(job(task))
                .map(Launch::execution)
                .or(() -> head(task).execution())
                .orElse("");
        int redrives = executions
                .find(execution)
                .map(found -> executions.get(execution).redrives())
                .orElse(0);
        return visits.next(execution, state, now.plusMillis(entered), redrives);
    }

    public ExecuteOutcome execute(String task) {
        return execute(task, step(task, "Execute"));
    }

    public ExecuteOutcome execute(String task, Step step) {
        return new ExecuteRound(records, workspaces(), models(), checks(), clock(), limits)
                .run(step, job(task), deadline());
    }

    public ReviewOutcome review(String task) {
        return review(task, step(task, "Review"));
    }

    public ReviewOutcome review(String task, Step step) {
        return new ReviewRound(records, workspaces(), models(), checks(), clock()).run(step, job(task), deadline());
    }

    public LandOutcome land(String task) {
        return land(task, step(task, "Land"));
    }

    public LandOutcome land(String task, Step step) {
        return new LandJob(records, workspaces(), checks(), clock()).run(step, job(task));
    }

    public Settlement settle(String task, Step step) {
        return new SettleJob(records, executions, clock()).settle(step, job(task));
    }

    public ContinueJob continues() {
        return new ContinueJob(records, workspaces(), executions, clock());
    }

    /** Asks for a continue; somebody whose worker died asks again. */
    public Continued continueJob(String task, ContinueWish wish) {
        for (int tries = 1; ; tries++) {
            try {
                return continues().continueJob(job(task), wish);
            } catch (Crashes.Crash died) {
                if (tries > 3) {
                    throw died;
                }
            }
        }
    }

    private Deadline deadline() {
        return Deadline.in(visit, clock());
    }

    private CheckReports checks() {
        return crashes.over(CheckReports.class, reports);
    }

    private ModelCatalog models() {
        return (String spec, OptionalInt window) -> {
            if (!spec.startsWith("scripted:")) {
                throw new IllegalArgumentException("'%s' is no model".formatted(spec));
            }
            return crashes.over(CodingModel.class, model);
        };
    }

    private Workspaces workspaces() {
        return address -> new Opening.Opened(crashes.over(Workspace.class, repository.open()));
    }

    /** Walks a job through its states as the machine does, repeating a step whose worker died, to the state it ends in. */
    public World run(String task) {
        String state = "Execute";
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Step step = step(task, state);
            String answer = answer(task, step);
            trail.add(answer);
            String next = next(state, answer);
            if (next.equals("Check")) {
                check(task);
                next = state.equals("Land") ? "Land" : "Review";
            }
            if (next.equals("Settle")) {
                return this;
            }
            state = next;
        }
        throw new AssertionError("the job did not end: " + trail);
    }

    /** Settles a job, and walks on as long as it is admitted again; how it ended is the last word of the trail. */
    public World toEnd(String task) {
        Step step = step(task, "Settle");
        for (int tries = 1; ; tries++) {
            try {
                if (settle(task, step) instanceof Settlement.Again) {
                    trail.add("Again");
                    return run(task).toEnd(task);
                }
                trail.add("Settled");
                executions.end(step.execution(), Executions.Status.SUCCEEDED, "");
                return this;
            } catch (Crashes.Crash died) {
                if (tries > 3) {
                    throw died;
                }
            } catch (JobPartial | JobFailed | JobEscalated | JobNotAdmitted | ApprovalPending end) {
                trail.add(end.getClass().getSimpleName());
                lastEnd = String.valueOf(end.getMessage());
                executions.end(step.execution(), Executions.Status.FAILED, "");
                return this;
            }
        }
    }

    /** From the first state to the end, settled. */
    public World play(String task) {
        return run(task).toEnd(task);
    }

    /** Continues with nothing special, and walks on to the end. */
    public World goOn(String task) {
        return goOn(task, ContinueWish.by("tests"));
    }

    public World goOn(String task, ContinueWish wish) {
        Continued continued = continueJob(task, wish);
        assertThat(continued).as(continued.text()).isInstanceOf(Continued.Started.class);
        return toEnd(task);
    }

    private String answer(String task, Step step) {
        for (int tries = 1; ; tries++) {
            try {
                return switch (step.state()) {
                    case "Execute" -> name(execute(task, step));
                    case "Review" -> name(review(task, step));
                    default -> name(land(task, step));
                };
            } catch (Crashes.Crash died) {
                if (tries > 3) {
                    throw died;
                }
            }
        }
    }

    private static String name(Object outcome) {
        return outcome instanceof ExecuteOutcome.Applied applied
                ? applied.checks() ? "Applied+checks" : "Applied"
                : outcome.getClass().getSimpleName();
    }

    private static String next(String state, String answer) {
        return switch (answer) {
            case "Applied+checks", "Unchecked", "Moved" -> "Check";
            case "Applied" -> "Review";
            case "Yielded" -> state;
            case "Approved" -> "Land";
            case "ChangesRequested", "Conflict" -> "Execute";
            default -> "Settle";
        };
    }

    /** The build: what the last provided commit holds decides. */
    public void check(String task) {
        CommitId commit = reports.provided().getLast();
        for (Map.Entry<String, String> failing : checkOutput.entrySet()) {
            if (reports.filesOf(commit).values().stream().anyMatch(text -> text.contains(failing.getKey()))) {
                reports.put(job(task), commit, CheckReport.of(new CheckResult("test", 1, 2, failing.getValue())));
                return;
            }
        }
        reports.put(job(task), commit, CheckReport.of(new CheckResult("test", 0, 2, "all is well")));
    }

    /** The text files of a commit. */
    public Map<String, String> files(CommitId commit) {
        try (Workspace workspace = repository.open()) {
            return InMemoryCheckReports.texts(commit, workspace);
        }
    }

    public Map<String, String> onTrunk() {
        return files(repository.head(trunk().name()).orElseThrow());
    }

    /** Our branches and where they are. */
    public Map<String, String> branches() {
        Map<String, String> branches = new TreeMap<>();
        for (String task : List.of("t1", "t2")) {
            repository.head(branch(task).name()).ifPresent(commit -> branches.put(task, commit.hex()));
        }
        repository.head(trunk().name()).ifPresent(commit -> branches.put("trunk", commit.hex()));
        return branches;
    }

    /** The intent that is open. */
    public Optional<PushIntent> intent(String task) {
        return head(task).intent();
    }
}
