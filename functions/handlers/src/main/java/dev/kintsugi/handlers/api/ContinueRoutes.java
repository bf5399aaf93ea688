package dev.kintsugi.handlers.api;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.partial.NewerPartialState;
import dev.kintsugi.core.resume.ContinueJob;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Continued;
import dev.kintsugi.core.resume.NotContinuable;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.view.ProjectViews;
import dev.kintsugi.handlers.Ports;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Partial jobs: what they lack, and how they go on. */
final class ContinueRoutes {
    private final ContinueJob continues;
    private final ProjectViews views;
    private final ModelCatalog models;
    private final Idempotency idempotency;

    ContinueRoutes(Ports ports) {
        this.continues = new ContinueJob(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.views = new ProjectViews(ports.records());
        this.models = ports.models();
        this.idempotency = new Idempotency(ports.records(), ports.clock());
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/jobs/{id}/partial", (request, parameters) -> shown(Ids.job(parameters))),
                new ApiRoute("POST", "/jobs/{id}/continue", this::continued));
    }

    /** How the job is to go on; all of it may be left out. */
    record ContinueBody(
            @Nullable String model,
            @Nullable List<String> drop,
            @Nullable String note,
            boolean dryRun) {
        static final ContinueBody NOTHING = new ContinueBody(null, null, null, false);
    }

    /** What goes on, and where. */
    record Going(String id, String text, String execution, int attempt, boolean redriven, Map<String, String> links) {}

    private ApiAnswer shown(JobId id) {
        try {
            return views.partial(id)
                    .map(ApiAnswer::view)
                    .orElseThrow(() -> new Refusal(Problem.notFound("job %s misses no edit".formatted(id))));
        } catch (NewerPartialState newer) {
            throw new Refusal(Problem.conflict(String.valueOf(newer.getMessage())));
        }
    }

    private ApiAnswer continued(ApiRequest request, Map<String, String> parameters) {
        JobId id = Ids.job(parameters);
        ContinueBody body =
                request.body().length == 0 ? ContinueBody.NOTHING : Bodies.read(request, ContinueBody.class);
        ContinueWish wish = new ContinueWish(
                Optional.ofNullable(body.model()),
                Objects.requireNonNullElse(body.drop(), List.of()),
                Optional.ofNullable(body.note()).filter(note -> !note.isBlank()),
                request.caller());
        wish.model().ifPresent(this::checkModel);
        return body.dryRun() ? preview(id, wish) : idempotency.once(request, () -> begun(id, wish));
    }

    private void checkModel(String spec) {
        try {
            models.open(spec, OptionalInt.empty());
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(Problem.badRequest("model: " + unknown.getMessage()));
        }
    }

    private ApiAnswer preview(JobId id, ContinueWish wish) {
        try {
            ContinuePreview preview = continues.preview(id, wish);
            return ApiAnswer.view(preview);
        } catch (NotContinuable not) {
            throw new Refusal(Problem.conflict(String.valueOf(not.getMessage())));
        }
    }

    private ApiAnswer begun(JobId id, ContinueWish wish) {
        return switch (continues.continueJob(id, wish)) {
            case Continued.Started started ->
                ApiAnswer.of(
                        202,
                        new Going(
                                id.toString(),
                                started.text(),
                                started.execution(),
                                started.attempt(),
                                started.redriven(),
                                Map.of("job", "/jobs/" + id, "project", "/projects/" + id.project())));
            case Continued.Refused refused -> throw new Refusal(Problem.conflict(refused.text()));
        };
    }
}
