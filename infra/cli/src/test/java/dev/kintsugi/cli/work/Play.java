package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Progress;
import dev.kintsugi.cli.screen.Story;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanTexts;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.HealingLine;
import dev.kintsugi.core.view.JobView;
import dev.kintsugi.core.view.PartialView;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Plays one scenario on a cloud and compares the end with what is expected, in everything that it names. */
final class Play {
    private static final Signature AUTHOR =
            new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z"));

    private static final long VERSION_OF_THE_FUTURE = 99;

    private final Scenario scenario;
    private final Place place;
    private final Api api;
    private final Path repository;

    /** @param folder where the user's repository is made */
    Play(Scenario scenario, Place place, Path folder) {
        this.scenario = scenario;
        this.place = place;
        this.api = new Api(place.cloud());
        this.repository = folder.resolve("repository");
    }

    /** Plays it to its end; answers the project. */
    String play() throws IOException, InterruptedException {
        copy(scenario.repository(), repository);
        UserRepository.create(repository, AUTHOR, "What was there");
        String project = api.submit(submission()).project();
        WatchedProject end = follow(project);
        for (JsonNode act : scenario.expected().path("acts")) {
            act(project, act);
            end = follow(project);
        }
        compare(end);
        return project;
    }

    private Api.Submission submission() throws IOException {
        List<Path> plan = List.of(scenario.plan());
        Project project = Objects.requireNonNull(
                PlanReader.strict().readFiles(plan).project(), scenario.name() + ": the plan is not valid");
        // As a new one: another scenario on the same cloud may have the name.
        return new Api.Submission(
                PlanTexts.of(plan, project), place.repository(repository), place.model(scenario.replies()), null, true);
    }

    private WatchedProject follow(String project) {
        return new Follow(api, Progress.SILENT, InstantSource.system()).untilAtRest(project);
    }

    private void act(String project, JsonNode act) throws IOException, InterruptedException {
        if (act.has("approve")) {
            answer(project, act.path("approve").asText(), true, "");
        } else if (act.has("reject")) {
            answer(
                    project,
                    act.path("reject").asText(),
                    false,
                    act.path("comment").asText());
        } else if (act.has("cancel")) {
            api.cancelJob(project + "." + act.path("cancel").asText());
        } else if (act.path("at_once").asBoolean()) {
            goOnAtOnce(project + "." + act.path("continue").asText());
        } else if (act.has("continue")) {
            for (int time = 1; time < act.path("times").asInt(1); time++) {
                goOn(project + "." + act.path("continue").asText(), act);
                follow(project);
            }
            goOn(project + "." + act.path("continue").asText(), act);
        } else if (act.has("redrive")) {
            redrive(project + "." + act.path("redrive").asText());
        } else if (act.has("commit")) {
            new HandEdit(repository)
                    .commit(api.job(project + "." + act.path("commit").asText()).branch(), act.path("files"));
        } else if (act.has("rewind")) {
            JobView job = api.job(project + "." + act.path("rewind").asText());
            new HandEdit(repository).rewind(job.branch(), Objects.requireNonNull(job.base()));
        } else if (act.has("newer_state")) {
            String job = project + "." + act.path("newer_state").asText();
            place.records()
                    .get()
                    .orElseThrow()
                    .settle(Operation.update(new Key(Table.PARTIAL_STATES, job, "state"))
                            .set("version", VERSION_OF_THE_FUTURE));
        } else if (act.path("resume").asBoolean()) {
            resume(project);
        } else if (act.path("cancel_project").asBoolean()) {
            api.cancelProject(project);
        } else {
            throw new IllegalArgumentException(scenario.name() + ": nobody can do " + act);
        }
    }

    /** As the command does it; refused is what the act says must be refused. */
    private void goOn(String job, JsonNode act) {
        List<String> drops = new ArrayList<>();
        act.path("drop_of")
                .forEach(file -> api.partial(job).orElseThrow().failed().stream()
                        .filter(edit -> edit.file().equals(file.asText()))
                        .forEach(edit -> drops.add(edit.id())));
        String model = act.has("replies")
                ? place.model(scenario.folder().resolve(act.path("replies").asText()))
                : null;
        Api.Wish wish = new Api.Wish(model, drops, act.path("note").asText(null));
        if (act.has("preview")) {
            assertThat(api.previewContinue(job, wish).edits())
                    .extracting(ContinuePreview.Edit::outcome)
                    .isEqualTo(texts(act.path("preview")));
        }
        if (act.has("refused")) {
            assertThatThrownBy(() -> api.continueJob(job, wish))
                    .hasMessageContaining(act.path("refused").asText());
        } else {
            int before = api.partial(job).map(PartialView::continues).orElse(0);
            Continuing.begin(api, job, wish);
            Continuing.waitUntilItMoves(api, job, before);
        }
    }

    /** Two people continue it at the same moment: one does, the other is told. */
    private void goOnAtOnce(String job) throws InterruptedException {
        int before = api.partial(job).map(PartialView::continues).orElse(0);
        List<String> told = new CopyOnWriteArrayList<>();
        List<Thread> people = Stream.of("ann", "bob")
                .map(who -> Thread.ofVirtual().start(() -> {
                    try {
                        Continuing.begin(api, job, new Api.Wish(null, List.of(), "as " + who + " wishes"));
                    } catch (ApiRefusal refused) {
                        told.add(String.valueOf(refused.getMessage()));
                    }
                }))
                .toList();
        for (Thread person : people) {
            person.join();
        }
        assertThat(told)
                .as("who is told that the other was faster")
                .singleElement()
                .asString()
                .contains(job);
        Continuing.waitUntilItMoves(api, job, before);
    }

    private void redrive(String job) throws IOException, InterruptedException {
        int before = api.partial(job).map(PartialView::continues).orElse(0);
        place.console().redrive(Objects.requireNonNull(api.job(job).execution(), job + " has no execution"));
        Continuing.waitUntilItMoves(api, job, before);
    }

    /** As somebody who looked at the project and says yes. */
    private void resume(String project) {
        List<String> partial = api.project(project).tasks().stream()
                .filter(task -> task.status().isPartial())
                .map(TaskLine::job)
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        api.decide(project, "resume", body.put("token", api.inspect(project).token()));
        partial.forEach(job -> Continuing.waitUntilItMoves(api, job, 0));
    }

    private void answer(String project, String task, boolean yes, String comment) {
        JobView job = api.job(project + "." + task);
        api.answer(job.task().job(), yes, job.task().commit(), comment);
    }

    private void compare(WatchedProject end) throws IOException, InterruptedException {
        JsonNode expected = scenario.expected();
        for (var task : expected.path("tasks").properties()) {
            compare(end, end.task(task.getKey()).orElseThrow(), task.getValue());
        }
        if (expected.has("project")) {
            assertThat(end.status().word())
                    .as("the project")
                    .isEqualTo(expected.path("project").asText());
        }
        if (expected.has("healing")) {
            assertThat(end.overview().healing())
                    .as("the healing section")
                    .extracting(HealingLine::text)
                    .isEqualTo(texts(expected.path("healing")));
        }
        if (expected.has("exit")) {
            assertThat(Exits.of(end))
                    .as("the exit code")
                    .isEqualTo(expected.path("exit").asInt());
        }
        if (expected.has("verdicts")) {
            List<List<String>> verdicts = new ArrayList<>();
            expected.path("verdicts").forEach(one -> verdicts.add(texts(one)));
            assertThat(end.tasks())
                    .as("the verdicts of every task, in any order")
                    .extracting(this::verdicts)
                    .containsExactlyInAnyOrderElementsOf(verdicts);
        }
        files(end.branch(), expected.path("trunk"));
        assertThat(UserRepository.at(repository).uncommitted())
                .as("the user's own files")
                .isEmpty();
    }

    private void compare(WatchedProject end, TaskLine task, JsonNode expected)
            throws IOException, InterruptedException {
        String about = task.id() + " (" + task.reason() + "): ";
        if (expected.has("status")) {
            assertThat(task.status().word())
                    .as(about + "status")
                    .isEqualTo(expected.path("status").asText());
        }
        if (expected.has("cause")) {
            assertThat(task.cause())
                    .as(about + "cause")
                    .isEqualTo(expected.path("cause").asText());
        }
        if (expected.has("reason")) {
            assertThat(task.reason())
                    .as(about + "reason")
                    .contains(expected.path("reason").asText());
        }
        if (expected.has("marks")) {
            assertThat(task.marks()).as(about + "marks").isEqualTo(texts(expected.path("marks")));
        }
        if (expected.has("blocked_by")) {
            assertThat(task.blockedBy()).as(about + "blocked by").isEqualTo(texts(expected.path("blocked_by")));
        }
        JobView job = api.job(task.job());
        if (expected.has("error")) {
            assertThat(place.console().errorOf(Objects.requireNonNull(job.execution())))
                    .as(about + "what the console shows in red")
                    .isEqualTo(expected.path("error").asText());
        }
        if (expected.has("missing")) {
            List<String> reasons = api.partial(task.job()).stream()
                    .flatMap(state -> state.failed().stream())
                    .map(edit -> edit.file() + ": " + edit.reason())
                    .toList();
            assertThat(reasons).as(about + "missing").isEqualTo(texts(expected.path("missing")));
        }
        if (expected.has("commits")) {
            List<String> commits = new HandEdit(repository)
                    .subjects(job.cycles().stream()
                            .flatMap(cycle -> cycle.commits().stream())
                            .toList());
            assertThat(commits).as(about + "commits").isEqualTo(texts(expected.path("commits")));
        }
        if (expected.has("verdicts")) {
            assertThat(job.cycles())
                    .as(about + "verdicts")
                    .extracting(CycleView::verdict)
                    .isEqualTo(texts(expected.path("verdicts")));
        }
        for (int cycle = 0; cycle < expected.path("findings").size(); cycle++) {
            List<String> findings = job.cycles().get(cycle).findings().stream()
                    .map(Story::shown)
                    .toList();
            List<String> wanted = texts(expected.path("findings").get(cycle));
            assertThat(findings).as(about + "findings of cycle " + (cycle + 1)).hasSameSizeAs(wanted);
            for (int each = 0; each < wanted.size(); each++) {
                assertThat(findings.get(each)).contains(wanted.get(each));
            }
        }
        files(end.branch().replaceFirst("/main$", "/task/" + task.id()), expected.path("branch"));
    }

    private List<String> verdicts(TaskLine task) {
        return api.job(task.job()).cycles().stream().map(CycleView::verdict).toList();
    }

    private void files(String branch, JsonNode files) throws IOException, InterruptedException {
        for (var file : files.properties()) {
            assertThat(content(branch, file.getKey()))
                    .as(file.getKey() + " on " + branch)
                    .isEqualTo(
                            file.getValue().isNull()
                                    ? Optional.empty()
                                    : Optional.of(file.getValue().asText()));
        }
    }

    private Optional<String> content(String branch, String file) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "-C", repository.toString(), "show", branch + ":" + file)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String content = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? Optional.of(content) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
