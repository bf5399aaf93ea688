package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.RestartView;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.plan.graph.Outlook;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.git.UserRepository;
import dev.kintsugi.local.checks.Protection;
import dev.kintsugi.local.cloud.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kintsugi run}: a plan from submit to the merged branch, on this machine, watched to its end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Works through a plan on this machine and shows how it goes.",
        footer = {
            "",
            "Work happens on branches of its own (kintsugi/...): your branches, your working tree and uncommitted",
            "changes are never touched, nor used. What is under way is kept when this stops.",
            "",
            "Exit: 0 completed, 3 a person can move it on, 1 failed, 2 an error, 130 stopped with Ctrl-C."
        })
public final class RunCommand extends WorkCommand {
    @Mixin
    private final PlanToSubmitArguments plan = new PlanToSubmitArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Go on without asking, also when the models cost money.")
    private boolean yes;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Keep every reply in a folder, which --model recorded:DIR can play again.")
    private @Nullable Path record;

    @Option(
            names = "--continue",
            paramLabel = "JOB",
            arity = "0..1",
            fallbackValue = "",
            description = "No new plan: go on with a partial job, as 'kintsugi continue' does.")
    private @Nullable String continued;

    @Mixin
    private final ContinueArguments continueArguments = new ContinueArguments();

    @Override
    int run() throws IOException {
        if (continued != null) {
            return goOn(continued);
        }
        Optional<PlanToSubmit> read = plan.read();
        if (read.isEmpty()) {
            return ExitCode.ERROR;
        }
        PlanToSubmit ready = read.get();
        announce(ready);
        boolean paid = probe(ready);
        if (paid && !yes && !confirmed()) {
            return refuse("nothing was submitted: these models cost money; --yes says that it may be spent");
        }
        Options options = record == null ? Options.usual() : Options.usual().recordingInto(record);
        try (Cloud cloud = cloudArguments.openToWork(options, this::say)) {
            if (record != null && !cloud.isHere()) {
                return refuse("--record: the cloud runs in another process and keeps its own replies; stop it first");
            }
            if (cloud.isHere()) {
                warnOfChecks(ready);
            }
            return work(cloud, ready);
        }
    }

    private int goOn(String job) throws IOException {
        try (Cloud cloud = cloudArguments.openToWork(this::say)) {
            Continuing continuing = new Continuing(this, cloud);
            return continuing.run(
                    continuing.job(job.isEmpty() ? null : job),
                    continueArguments.wish(plan.model()),
                    continueArguments.isDryRun(),
                    yes);
        }
    }

    private void announce(PlanToSubmit ready) {
        Outlook outlook = Outlook.of(ready.project());
        say("%s: %s in %s, at most %s"
                .formatted(
                        ready.project().name(),
                        Words.counted(ready.project().tasks().size(), "task"),
                        ready.repository(),
                        outlook.bound()));
        Path folder = ready.folder();
        List<String> uncommitted =
                folder == null ? List.of() : UserRepository.at(folder).uncommitted();
        if (!uncommitted.isEmpty()) {
            warn("%s with uncommitted changes, which are not used: %s%s"
                    .formatted(
                            Words.counted(uncommitted.size(), "file"),
                            String.join(", ", uncommitted.subList(0, Math.min(3, uncommitted.size()))),
                            uncommitted.size() > 3 ? " ..." : ""));
        }
    }

    /** What this machine cannot keep a check from doing, before any runs. */
    private void warnOfChecks(PlanToSubmit ready) {
        if (!ready.project().settings().checks().isEmpty()) {
            Protection.lacking().ifPresent(this::warn);
        }
    }

    private boolean probe(PlanToSubmit ready) {
        ModelProbe probe =
                new ModelProbe(environment(), ready.project().settings().contextTokens(), this::say);
        boolean paid = false;
        for (String model : ready.models(plan.model(), plan.reviewerModel())) {
            paid |= probe.isPaid(model);
        }
        return paid;
    }

    private boolean confirmed() throws IOException {
        if (!canAsk()) {
            return false;
        }
        out().print("These models cost money. Go on? [y/N] ");
        out().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private int work(Cloud cloud, PlanToSubmit ready) throws IOException {
        Api api = new Api(cloud);
        Api.Submitted submitted = api.submit(plan.submission(ready));
        say(
                submitted.same()
                        ? submitted.project() + " was submitted before and goes on"
                        : submitted.project() + " submitted");
        if (submitted.same() && !isToGoOn(api, submitted.project())) {
            return ExitCode.PARTIAL;
        }
        WatchedProject end = new Follow(api, progress(), InstantSource.system()).untilAtRest(submitted.project());
        say("");
        say(Ending.of(end, cloudArguments.asOptions()).toArray(String[]::new));
        if (!output.forPeople()) {
            output.print(out(), json(end), end.summary());
        }
        return Exits.of(end);
    }

    /** Whether the project may go on, asked where it stopped halfway: then it never goes on, or begins anew, by itself. */
    private boolean isToGoOn(Api api, String project) throws IOException {
        Inspection seen = api.inspect(project);
        Restarts restarts = new Restarts(api, seen);
        boolean asks = seen.next() == Inspection.Next.RESUME || seen.next() == Inspection.Next.FAILURES;
        if (!asks) {
            return true;
        }
        if (seen.next() == Inspection.Next.RESUME && yes) {
            say(restarts.resume().path("text").asText());
            return true;
        }
        RestartView view = new RestartView(screen());
        if (!canAsk()) {
            say(view.state(seen).toArray(String[]::new));
            say("kintsugi %s %s%s decides how it goes on"
                    .formatted(
                            seen.next() == Inspection.Next.RESUME ? "resume" : "retry",
                            project,
                            cloudArguments.asOptions()));
            return seen.next() == Inspection.Next.FAILURES;
        }
        RestartDialog dialog = new RestartDialog(
                view, out(), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        return restarts.carryOut(dialog.ask(seen), this::say);
    }

    /** The project with its tasks, as the API tells it. */
    static ObjectNode json(WatchedProject project) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("project", Api.json(project.overview()));
        ArrayNode tasks = json.putArray("tasks");
        project.tasks().forEach(task -> tasks.add(Api.json(task)));
        json.put("exit", Exits.of(project));
        return json;
    }
}
