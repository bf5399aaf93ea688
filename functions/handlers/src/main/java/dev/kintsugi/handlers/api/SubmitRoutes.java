package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.submit.Submission;
import dev.kintsugi.core.submit.SubmitProject;
import dev.kintsugi.core.submit.Submitted;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.handlers.StackSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where work comes in: a plan, or one task that becomes a project of its own. */
final class SubmitRoutes {
    private final SubmitProject submit;
    private final ModelCatalog models;
    private final Idempotency idempotency;
    private final StackSettings stack;

    SubmitRoutes(Ports ports) {
        this.stack = ports.stack();
        this.submit =
                new SubmitProject(ports.records(), ports.workspaces(), ports.executions(), ports.ids(), ports.clock());
        this.models = ports.models();
        this.idempotency = new Idempotency(ports.records(), ports.clock());
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/projects", (request, parameters) -> submit(request)),
                new ApiRoute("POST", "/jobs", (request, parameters) -> submitTask(request)));
    }

    /** A plan's files by name, and what is said beside them, which beats what the plan says. */
    record PlanBody(
            @Nullable Map<String, @Nullable String> files,
            @Nullable String repository,
            @Nullable String model,
            @Nullable String reviewerModel,
            @JsonProperty("new") boolean isNew) {}

    /** One task's file. */
    record TaskBody(
            @Nullable String task,
            @Nullable String name,
            @Nullable String repository,
            @Nullable String model,
            @Nullable String reviewerModel) {}

    /** What was taken in. */
    record Taken(String id, String name, String execution, int tasks, boolean same, Map<String, String> links) {}

    private ApiAnswer submit(ApiRequest request) {
        PlanBody body = Bodies.read(request, PlanBody.class);
        Map<String, @Nullable String> files = body.files();
        if (files == null || files.isEmpty()) {
            throw new Refusal(Problem.badRequest("\"files\" must hold the plan: file names with their texts"));
        }
        return idempotency.once(request, () -> taken(submission("plan", files, body, request)));
    }

    private ApiAnswer submitTask(ApiRequest request) {
        TaskBody body = Bodies.read(request, TaskBody.class);
        String task = body.task();
        if (task == null || task.isBlank()) {
            throw new Refusal(Problem.badRequest("\"task\" must hold the task's text"));
        }
        String name = body.name() == null ? "job" : body.name();
        PlanBody asPlan = new PlanBody(null, body.repository(), body.model(), body.reviewerModel(), false);
        return idempotency.once(request, () -> {
            Submission submission = submission(name, Map.of("task.md", task), asPlan, request);
            // Single tasks share a name without being meant as versions of one plan.
            return submit.submit(submission) instanceof Submitted.NameTaken
                    ? taken(submission.asNew())
                    : taken(submission);
        });
    }

    private static Map<String, String> texts(Map<String, @Nullable String> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((file, text) -> {
            if (text == null) {
                throw new Refusal(Problem.badRequest("the file \"%s\" has no text".formatted(file)));
            }
            texts.put(file, text);
        });
        long bytes = texts.values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > PlanLimits.SUBMITTED_PLAN_BYTES) {
            throw new Refusal(Problem.of(
                    413,
                    "too-large",
                    "The plan is too large",
                    "the plan has %d bytes, and %d can be submitted; divide it into several projects"
                            .formatted(bytes, PlanLimits.SUBMITTED_PLAN_BYTES)));
        }
        return texts;
    }

    private ApiAnswer taken(Submission submission) {
        return switch (submit.submit(submission)) {
            case Submitted.Accepted accepted ->
                taken(submission, accepted.id(), accepted.execution(), accepted.tasks(), false);
            case Submitted.Same same -> taken(submission, same.id(), same.execution(), same.tasks(), true);
            case Submitted.NameTaken taken ->
                throw new Refusal(
                        Problem.conflict(taken.problem().message()).with(PlanProblems.parts(List.of(taken.problem()))));
            case Submitted.Refused refused -> throw new Refusal(PlanProblems.invalid(refused.problems(), 0));
        };
    }

    private static ApiAnswer taken(Submission submission, ProjectId id, String execution, int tasks, boolean same) {
        return taken(new Taken(id.value(), submission.plan().name(), execution, tasks, same, links(id.value())));
    }

    private static ApiAnswer taken(Taken taken) {
        return ApiAnswer.of(202, taken).with("Location", "/projects/" + taken.id());
    }

    private static Map<String, String> links(String id) {
        return Map.of("project", "/projects/" + id);
    }

    /** What is submitted, or a refusal that names all that is wrong with it. */
    private Submission submission(String name, Map<String, @Nullable String> files, PlanBody body, ApiRequest request) {
        Objections objections = new Objections();
        files.keySet().forEach(objections::checkName);
        PlanReading reading = PlanReader.strict().readTexts(name, texts(files));
        objections.add(reading);
        Project plan = reading.project();
        Optional<Settings> settings = Optional.ofNullable(plan).map(Project::settings);
        String repository =
                first(body.repository(), settings.map(Settings::repository).orElse(null));
        String coder = first(
                body.model(),
                first(settings.map(Settings::model).orElse(null), stack.coder().orElse(null)));
        String reviewer = first(
                body.reviewerModel(),
                first(
                        settings.map(Settings::reviewerModel).orElse(null),
                        stack.reviewer().orElse(coder)));
        settings.ifPresent(asked -> checkStack(asked, objections));
        checkModels(plan, coder, reviewer, objections);
        if (repository == null && plan != null) {
            objections.add("repository", "no repository is named: neither \"repository\" nor the plan says where");
        }
        if (coder == null && plan != null) {
            objections.add("model", "no model is named: neither \"model\" nor the plan says which");
        }
        if (plan == null || repository == null || coder == null || !objections.areNone()) {
            if (repository != null) {
                submit.objectionTo(repository).ifPresent(objections::add);
            }
            throw objections.refusal();
        }
        return new Submission(
                plan,
                repository,
                coder,
                reviewer == null ? coder : reviewer,
                request.caller(),
                body.isNew(),
                request.tenant());
    }

    /** What the plan asks of the stack that whoever deployed it does not give. */
    private void checkStack(Settings asked, Objections objections) {
        Integer workers = asked.maxWorkers();
        if (workers != null && workers > stack.maxWorkers()) {
            objections.add(
                    "max_workers",
                    "max_workers is %d, and this stack allows %d (its parameter MaxWorkers)"
                            .formatted(workers, stack.maxWorkers()));
        }
        if (!asked.checks().isEmpty() && !stack.checks()) {
            objections.add(
                    "checks", "the plan has checks, and this stack runs none (its parameter Checks is disabled)");
        }
    }

    private void checkModels(
            @Nullable Project plan, @Nullable String coder, @Nullable String reviewer, Objections objections) {
        checkModel("model", coder, objections);
        if (!Objects.equals(coder, reviewer)) {
            checkModel("reviewer_model", reviewer, objections);
        }
        if (plan != null) {
            plan.tasks().forEach(task -> checkModel("model of task " + task.id(), task.model(), objections));
        }
    }

    private void checkModel(String where, @Nullable String spec, Objections objections) {
        if (spec == null) {
            return;
        }
        try {
            models.open(spec, OptionalInt.empty());
        } catch (IllegalArgumentException unknown) {
            objections.add(where, "%s: %s".formatted(where, unknown.getMessage()));
        }
    }

    private static @Nullable String first(@Nullable String said, @Nullable String otherwise) {
        return said == null || said.isBlank() ? otherwise : said;
    }
}
