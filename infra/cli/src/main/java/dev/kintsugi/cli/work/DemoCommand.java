package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.Output;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.demo.Example;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.LiveProgress;
import dev.kintsugi.cli.screen.PlainProgress;
import dev.kintsugi.cli.screen.Screen;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanTexts;
import dev.kintsugi.git.UserRepository;
import dev.kintsugi.git.UserRepository.Logged;
import dev.kintsugi.local.cloud.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kintsugi demo}: a small project from submit to the merged branch, with replies that were recorded. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Plays a small project with recorded replies: no network, no account, a few seconds.",
        footer = {"", "Exit: 0 all four tasks are merged, 1 not, 2 an error."})
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_LOGGED = 50;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Lay the demo out in this empty folder (default: a new temporary one).")
    private @Nullable Path folder;

    @Option(
            names = "--keep",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Keep the folder to look around in it (default); --no-keep removes it.")
    private boolean keep = true;

    @Override
    public Integer call() {
        try {
            Path place = place();
            try {
                return play(place);
            } finally {
                if (!keep) {
                    remove(place);
                }
            }
        } catch (ApiRefusal refused) {
            Output.errorsOf(spec).println("kintsugi: " + refused.getMessage());
            refused.problems().forEach(problem -> Output.errorsOf(spec).println("  " + problem));
        } catch (IOException failed) {
            Output.errorsOf(spec).println("kintsugi demo: " + failed.getMessage());
        }
        return ExitCode.ERROR;
    }

    private Path place() throws IOException {
        if (folder == null) {
            return Files.createTempDirectory("kintsugi-demo-").toRealPath();
        }
        Files.createDirectories(folder);
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw ApiRefusal.unanswered(
                        "--data: %s is not empty, and the demo lays out a project of its own: name another folder"
                                .formatted(folder));
            }
        }
        return folder.toRealPath();
    }

    private int play(Path place) throws IOException {
        PrintWriter out = Output.of(spec);
        Screen screen = Terminal.screen(System.getenv());
        Example example = Example.in(place);
        out.println("Four tasks on a small shell project. What the models say was recorded; all the rest happens now.");
        out.println("Repository: " + example.repository());
        out.println();
        out.flush();
        Path state = place.resolve("state");
        try (Cloud cloud = LocalCloud.open(state, Options.usual())) {
            Api api = new Api(cloud);
            Api.Submitted submitted = api.submit(submission(example));
            Follow follow = new Follow(
                    api,
                    screen.terminal() ? new LiveProgress(out, screen) : new PlainProgress(out, screen),
                    InstantSource.system());
            WatchedProject end = follow.untilAtRest(submitted.project());
            out.println();
            Ending.of(end, " --data " + state).forEach(out::println);
            log(end, example, out);
            next(end, example, state, out);
            out.flush();
            return Exits.of(end);
        }
    }

    private static Api.Submission submission(Example example) throws IOException {
        List<Path> plan = List.of(example.plan());
        Project project = PlanReader.strict().readFiles(plan).project();
        if (project == null) {
            throw new IllegalStateException("the example's plan is valid");
        }
        return new Api.Submission(
                PlanTexts.of(plan, project),
                example.repository().toString(),
                "recorded:" + example.replies(),
                null,
                false);
    }

    private static void log(WatchedProject end, Example example, PrintWriter out) throws IOException {
        out.println();
        out.println("What stands on " + end.branch() + ":");
        for (Logged commit :
                UserRepository.at(example.repository()).log("refs/heads/" + end.branch(), "main", MOST_LOGGED)) {
            out.println("  " + Words.shortened(commit.id()) + "  " + commit.subject());
            commit.landed()
                    .forEach(brought -> out.println("    " + Words.shortened(brought.id()) + "  " + brought.subject()));
        }
    }

    private void next(WatchedProject end, Example example, Path state, PrintWriter out) {
        out.println();
        out.println("Look next:");
        if (keep) {
            out.println("  git -C %s log --graph --stat %s".formatted(example.repository(), end.branch()));
            out.println("  kintsugi show %s.receipt --data %s".formatted(end.id(), state));
            out.println("  %s   the plan, and what the models said"
                    .formatted(example.plan().getParent()));
        }
        out.println("  kintsugi init plan   begins a plan of your own, and");
        out.println("  kintsugi run plan --repo DIR --model openai:http://localhost:11434/v1#MODEL   works through it");
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
