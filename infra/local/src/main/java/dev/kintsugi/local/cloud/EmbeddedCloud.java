package dev.kintsugi.local.cloud;

import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.patience.Patience;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.queue.PatientQueues;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.PatientRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.replay.Replay;
import dev.kintsugi.core.replay.Replayed;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.store.DurableLog;
import dev.kintsugi.git.JGitWorkspaces;
import dev.kintsugi.git.TokenSource;
import dev.kintsugi.local.checks.LocalCheckReports;
import dev.kintsugi.local.checks.LocalChecks;
import dev.kintsugi.local.store.SqliteFile;
import dev.kintsugi.local.store.SqliteQueues;
import dev.kintsugi.local.store.SqliteRecords;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * All of Kintsugi in this process, on one port of the loopback interface, with its state in one folder: the records and
 * queues in {@code kintsugi.db}, the executions beside it. One process has a folder at a time. Killed and opened again, it finds
 * what it was doing stopped, and says so on the record.
 */
public final class EmbeddedCloud implements AutoCloseable {
    private static final String DATABASE = "kintsugi.db";
    private static final String EXECUTIONS = "executions";
    private static final String REPOSITORIES = "repositories";
    private static final String CHECKS = "checks";

    private final Path data;
    private final SqliteFile file;
    private final Records records;
    private final JGitWorkspaces workspaces;
    private final CoderLimits limits;
    private final LocalChecks checks;
    private final Deployment deployment;

    private EmbeddedCloud(
            Path data,
            SqliteFile file,
            Records records,
            JGitWorkspaces workspaces,
            CoderLimits limits,
            LocalChecks checks,
            Deployment deployment) {
        this.data = data;
        this.file = file;
        this.records = records;
        this.workspaces = workspaces;
        this.limits = limits;
        this.checks = checks;
        this.deployment = deployment;
    }

    /**
     * Opens the cloud of a folder, which is made when it is missing.
     *
     * @throws CannotOpenException when another process has it, or the port, or the disk does not do its part; the message is
     *     for people
     */
    public static EmbeddedCloud open(Path data, Options options) {
        Path folder = data.toAbsolutePath().normalize();
        Optional<String> noRoom = DiskRoom.lackingIn(folder);
        if (noRoom.isPresent()) {
            throw CannotOpenException.full(noRoom.get());
        }
        // The log's lock is taken first: whoever has it has the folder.
        DurableLog log = CannotOpenException.asking(() -> DurableLog.in(folder.resolve(EXECUTIONS)));
        try {
            SqliteFile file = CannotOpenException.asking(() -> SqliteFile.open(folder.resolve(DATABASE)));
            try {
                EmbeddedCloud cloud = assembled(folder, options, log, file);
                EndpointFile.write(folder, cloud.endpoint());
                return cloud;
            } catch (IOException | RuntimeException failed) {
                file.close();
                throw CannotOpenException.of(folder, options, failed);
            }
        } catch (RuntimeException failed) {
            log.close();
            throw failed;
        }
    }

    private static EmbeddedCloud assembled(Path folder, Options options, DurableLog log, SqliteFile file)
            throws IOException {
        Overlay overlay = options.overlay();
        InstantSource clock = InstantSource.system();
        Template template = Stack.template();
        Records records = new PatientRecords(overlay.records(new SqliteRecords(file)));
        Queues queues = new PatientQueues(
                overlay.queues(new SqliteQueues(file, template.queues(), clock)), Patience.standard());
        JGitWorkspaces stores = new JGitWorkspaces(folder.resolve(REPOSITORIES), clock, TokenSource.none());
        Workspaces workspaces = overlay.workspaces(stores);
        LocalCheckReports reports = new LocalCheckReports(folder.resolve(CHECKS));
        LocalChecks checks = new LocalChecks(folder.resolve(CHECKS), new Projects(records)::get, workspaces, reports);
        // The functions need the engine, and the engine its functions: they meet at the first call.
        CompletableFuture<Engine> engine = new CompletableFuture<>();
        Deployment deployment = Deployment.open(new Deployment.Ground(
                template,
                Stack::file,
                Deployment.onPorts(function -> new LocalPorts(
                        records,
                        queues,
                        executions(engine, function),
                        workspaces,
                        overlay.models(LocalModels.of(options, function)),
                        reports,
                        clock,
                        overlay.ids(Ids.random()),
                        limits(options, function))),
                overlay.log(log),
                checks,
                queues,
                clock,
                options.port()));
        engine.complete(deployment.engine());
        deployment.awaitStopsRecorded();
        CoderLimits limits = CoderLimits.from(options.environment());
        return new EmbeddedCloud(folder, file, records, stores, limits, checks, deployment);
    }

    /** As the template has it, unless this process's environment says otherwise. */
    private static CoderLimits limits(Options options, FunctionSettings function) {
        Map<String, String> environment = new HashMap<>(function.environment());
        environment.putAll(options.environment());
        return CoderLimits.from(environment);
    }

    /** By the machines that the template tells a function of. */
    private static Executions executions(CompletableFuture<Engine> engine, FunctionSettings function) {
        Map<String, String> environment = function.environment();
        return new EngineExecutions(
                engine::join,
                Map.of(
                        Machine.JOB, environment.getOrDefault("JOB_MACHINE", ""),
                        Machine.PROJECT, environment.getOrDefault("PROJECT_MACHINE", "")));
    }

    /** Why nothing can go on here, in a sentence for people; nothing as long as it can. */
    public Optional<String> trouble() {
        return DiskRoom.lackingIn(data);
    }

    /** The API, without a detour over HTTP. */
    public LocalApi api() {
        return deployment.api();
    }

    /** Where AWS clients, the API's clients and people reach it. */
    public URI endpoint() {
        return deployment.endpoint();
    }

    /** Where the cloud of a folder is reached, if a process has it open. */
    public static Optional<URI> runningAt(Path data) {
        return EndpointFile.alive(data.toAbsolutePath().normalize());
    }

    public Engine engine() {
        return deployment.engine();
    }

    /** The records, for those who measure and those who test. */
    public Records records() {
        return records;
    }

    /** Works a finished project through once more, without changing anything of it. */
    public Replayed replay(ProjectId project) {
        return new Replay(records, workspaces, limits).run(project);
    }

    /** Ends everything and waits for it; what was under way is as if the process had been killed. */
    @Override
    public void close() {
        EndpointFile.delete(data);
        deployment.close();
        checks.close();
        workspaces.close();
        file.close();
    }
}
