package dev.kintsugi.local.checks;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.check.SetupKey;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Check;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Builds;
import dev.kintsugi.engine.task.TaskFailureException;
import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** CodeBuild on this machine: each build checks out a commit, runs the project's setup and checks, and leaves a report. */
public final class LocalChecks implements Builds, AutoCloseable {
    /** How long a setup may take: it fetches what the checks need. */
    static final Duration SETUP_TIMEOUT = Duration.ofMinutes(30);

    private static final System.Logger LOG = System.getLogger(LocalChecks.class.getName());

    private final Lanes lanes;
    private final CommandRun commands;
    private final Function<ProjectId, ProjectPlan> projects;
    private final Workspaces workspaces;
    private final CheckReports reports;
    private final Map<String, Build> builds = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("checks-", 0).factory());

    private record Build(Document started, Future<?> work, CompletableFuture<Document> end) {}

    public LocalChecks(
            Path root, Function<ProjectId, ProjectPlan> projects, Workspaces workspaces, CheckReports reports) {
        this(root, projects, workspaces, reports, Sandbox.find());
    }

    LocalChecks(
            Path root,
            Function<ProjectId, ProjectPlan> projects,
            Workspaces workspaces,
            CheckReports reports,
            Sandbox sandbox) {
        this.lanes = new Lanes(root);
        Path data = root.toAbsolutePath().getParent();
        this.commands = new CommandRun(sandbox, data == null ? root : data);
        this.projects = projects;
        this.workspaces = workspaces;
        this.reports = reports;
    }

    @Override
    public Document start(Document arguments) {
        BuildOrder order = BuildOrder.read(arguments);
        CompletableFuture<Document> end = new CompletableFuture<>();
        Future<?> work = threads.submit(() -> end.complete(order.build(run(order) ? "SUCCEEDED" : "FAILED")));
        builds.put(order.id(), new Build(order.build("IN_PROGRESS"), work, end));
        return order.build("IN_PROGRESS");
    }

    @Override
    public CompletionStage<Document> ended(String buildId) {
        Build build = builds.get(buildId);
        // A build is forgotten only once its end was told: it may have ended before anybody asked.
        return build == null
                ? CompletableFuture.failedStage(gone(buildId))
                : build.end().whenComplete((end, failure) -> builds.remove(buildId));
    }

    @Override
    public void stop(String buildId) {
        Build build = builds.get(buildId);
        if (build != null) {
            build.work().cancel(true);
            build.end().completeExceptionally(gone(buildId));
        }
    }

    private static TaskFailureException gone(String buildId) {
        return new TaskFailureException(
                "CodeBuild.ResourceNotFoundException", "Build %s runs no more".formatted(buildId));
    }

    /** Whether a report was left: an unhappy one is as good. */
    private boolean run(BuildOrder order) {
        JobId job = order.job();
        try (Lanes.Taken taken = lanes.take(job.project().value())) {
            ProjectPlan plan = projects.apply(job.project());
            if (!(workspaces.open(plan.repository()) instanceof Opening.Opened opened)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} cannot be opened for the checks of {1}",
                        plan.repository(),
                        job);
                return false;
            }
            try (Workspace workspace = opened.workspace()) {
                Checkout.into(taken.lane(), workspace, order.commit());
                reports.put(
                        job, order.commit(), new CheckReport(results(plan.settings(), taken.lane(), workspace, order)));
            }
            return true;
        } catch (IOException | RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "the checks of {0} could not run: {1}", job, failed);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<CheckResult> results(Settings settings, Lane lane, Workspace workspace, BuildOrder order)
            throws IOException, InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        String setup = settings.setup();
        if (setup != null) {
            String key = SetupKey.of(setup, workspace, order.commit());
            if (!Setup.isDone(lane, key)) {
                CheckResult prepared = commands.run("setup", setup, lane, SETUP_TIMEOUT, true);
                if (!prepared.passed()) {
                    return List.of(prepared);
                }
                Setup.done(lane, key);
            }
        }
        for (Check check : settings.checks()) {
            CheckResult result = commands.run(check.name(), check.command(), lane, check.timeout(), check.network());
            results.add(result);
            if (!result.passed()) {
                break;
            }
        }
        return results;
    }

    /** Ends every command that runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
