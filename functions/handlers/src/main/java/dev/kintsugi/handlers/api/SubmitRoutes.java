package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        return idempotency.once(request, () -> taken(plan("plan", files), body, request));
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
            Project plan = plan(name, Map.of("task.md", task));
            // Single tasks share a name without being meant as versions of one plan.
            return submit.submit(submission(plan, asPlan, request)) instanceof Submitted.NameTaken
                    ? taken(
                            plan,
                            new PlanBody(null, body.repository(), body.model(), body.reviewerModel(), true),
                            request)
                    : taken(plan, asPlan, request);
        });
    }

    private static Project plan(String name, Map<String, @Nullable String> files) {
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
        PlanReading reading = PlanReader.strict().readTexts(name, texts);
        Project plan = reading.project();
        if (plan == null) {
            throw new Refusal(PlanProblems.invalid(reading.problems(), reading.untold()));
        }
        return plan;
    }

    private ApiAnswer taken(Project plan, PlanBody body, ApiRequest request) {
        return switch (submit.submit(submission(plan, body, request))) {
            case Submitted.Accepted accepted ->
                taken(new Taken(
                        accepted.id().value(),
                        plan.name(),
                        accepted.execution(),
                        accepted.tasks(),
                        false,
                        links(accepted.id().value())));
            case Submitted.Same same ->
                taken(new Taken(
                        same.id().value(),
                        plan.name(),
                        same.execution(),
                        same.tasks(),
                        true,
                        links(same.id().value())));
            case Submitted.NameTaken taken ->
                throw new Refusal(
                        Problem.conflict(taken.problem().message()).with(PlanProblems.parts(List.of(taken.problem()))));
            case Submitted.Refused refused -> throw new Refusal(PlanProblems.invalid(refused.problems(), 0));
        };
    }

    private static ApiAnswer taken(Taken taken) {
        return ApiAnswer.of(202, taken).with("Location", "/projects/" + taken.id());
    }

    private static Map<String, String> links(String id) {
        return Map.of("project", "/projects/" + id);
    }

    private Submission submission(Project plan, PlanBody body, ApiRequest request) {
        String repository = first(body.repository(), plan.settings().repository());
        String coder =
                first(body.model(), first(plan.settings().model(), stack.coder().orElse(null)));
        if (repository == null) {
            throw new Refusal(
                    Problem.badRequest("no repository is named: neither \"repository\" nor the plan says where"));
        }
        if (coder == null) {
            throw new Refusal(Problem.badRequest("no model is named: neither \"model\" nor the plan says which"));
        }
        String reviewer = first(
                body.reviewerModel(),
                first(plan.settings().reviewerModel(), stack.reviewer().orElse(coder)));
        String judge = reviewer == null ? coder : reviewer;
        checkStack(plan.settings());
        checkModel("model", coder);
        checkModel("reviewer_model", judge);
        plan.tasks().forEach(task -> {
            String own = task.model();
            if (own != null) {
                checkModel("model of task " + task.id(), own);
            }
        });
        return new Submission(plan, repository, coder, judge, request.caller(), body.isNew(), request.tenant());
    }

    /** What the plan asks of the stack that whoever deployed it does not give. */
    private void checkStack(Settings asked) {
        Integer workers = asked.maxWorkers();
        if (workers != null && workers > stack.maxWorkers()) {
            throw new Refusal(
                    Problem.badRequest("max_workers is %d, and this stack allows %d (its parameter MaxWorkers)"
                            .formatted(workers, stack.maxWorkers())));
        }
        if (!asked.checks().isEmpty() && !stack.checks()) {
            throw new Refusal(Problem.badRequest(
                    "the plan has checks, and this stack runs none (its parameter Checks is disabled)"));
        }
    }

    private void checkModel(String where, String spec) {
        try {
            models.open(spec, OptionalInt.empty());
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(Problem.badRequest("%s: %s".formatted(where, unknown.getMessage())));
        }
    }

    private static @Nullable String first(@Nullable String said, @Nullable String otherwise) {
        return said == null || said.isBlank() ? otherwise : said;
    }
}
