package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.resume.Acted;
import dev.kintsugi.core.resume.ContinueJob;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Inspect;
import dev.kintsugi.core.resume.Reset;
import dev.kintsugi.core.resume.ResetWish;
import dev.kintsugi.core.resume.Resume;
import dev.kintsugi.core.resume.ResumeWish;
import dev.kintsugi.core.resume.Retry;
import dev.kintsugi.core.resume.RetryWish;
import dev.kintsugi.core.resume.Skip;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.handlers.StackQueues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an operator sees and decides when a project stopped halfway. */
final class RestartRoutes {
    private static final int MICRO_DIGITS = 6;

    private final Inspect inspect;
    private final Resume resume;
    private final Retry retry;
    private final Skip skip;
    private final Reset reset;
    private final Queues queues;
    private final Idempotency idempotency;

    RestartRoutes(Ports ports) {
        this.inspect = new Inspect(ports.records(), ports.workspaces());
        ContinueJob continues = new ContinueJob(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.resume = new Resume(
                ports.records(),
                ports.workspaces(),
                ports.executions(),
                (job, caller) ->
                        continues.continueJob(job, ContinueWish.by(caller)).text(),
                ports.clock());
        this.retry = new Retry(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.skip = new Skip(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.reset = new Reset(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.queues = ports.queues();
        this.idempotency = new Idempotency(ports.records(), ports.clock());
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute(
                        "GET",
                        "/projects/{id}/inspect",
                        (request, parameters) -> ApiAnswer.view(inspect.run(Ids.project(parameters)))),
                new ApiRoute("POST", "/projects/{id}/resume", this::resumed),
                new ApiRoute("POST", "/projects/{id}/retry", this::retried),
                new ApiRoute("POST", "/projects/{id}/skip", this::skipped),
                new ApiRoute("POST", "/projects/{id}/reset", this::resetted),
                new ApiRoute("POST", "/redrive", (request, parameters) -> redriven()));
    }

    /** What was sent back; how many is as the queue counts, which is about right. */
    record SentBack(String text, long messages) {}

    /** The operator's yes to everything that waits for one. */
    private ApiAnswer redriven() {
        long waiting = queues.depth(StackQueues.INTERRUPTED_DEAD_LETTERS).total();
        queues.redrive(StackQueues.INTERRUPTED_DEAD_LETTERS);
        String text = waiting == 0
                ? "nothing waits for a confirmation"
                : "%d interrupted %s confirmed; what still stands as it was told goes on"
                        .formatted(waiting, waiting == 1 ? "execution is" : "executions are");
        return ApiAnswer.of(202, new SentBack(text, waiting));
    }

    /** The body of a resume. */
    record ResumeBody(
            @JsonProperty(required = true) @Nullable String token,
            @Nullable String from,
            @Nullable Boolean keepCycles,
            @Nullable BigDecimal budgetUsd,
            @Nullable Boolean acceptDrift) {}

    private ApiAnswer resumed(ApiRequest request, Map<String, String> parameters) {
        var project = Ids.project(parameters);
        ResumeBody body = Bodies.read(request, ResumeBody.class);
        ResumeWish wish = new ResumeWish(
                token(body.token()),
                Optional.ofNullable(body.from()),
                Boolean.TRUE.equals(body.keepCycles()),
                money(body.budgetUsd()),
                Boolean.TRUE.equals(body.acceptDrift()),
                request.caller());
        return told(request, () -> resume.run(project, wish));
    }

    /** The body of a retry. */
    record RetryBody(
            @JsonProperty(required = true) @Nullable String token,
            @Nullable List<String> tasks,
            @Nullable String note,
            @Nullable String model,
            @Nullable Integer cycles,
            @Nullable BigDecimal budgetUsd) {}

    private ApiAnswer retried(ApiRequest request, Map<String, String> parameters) {
        var project = Ids.project(parameters);
        RetryBody body = Bodies.read(request, RetryBody.class);
        RetryWish wish = new RetryWish(
                token(body.token()),
                listed(body.tasks()),
                Optional.ofNullable(body.note()),
                Optional.ofNullable(body.model()),
                Optional.ofNullable(body.cycles()),
                money(body.budgetUsd()),
                request.caller());
        return told(request, () -> retry.run(project, wish));
    }

    /** The body of a skip. */
    record SkipBody(
            @JsonProperty(required = true) @Nullable String token,
            @Nullable List<String> tasks) {}

    private ApiAnswer skipped(ApiRequest request, Map<String, String> parameters) {
        var project = Ids.project(parameters);
        SkipBody body = Bodies.read(request, SkipBody.class);
        String token = token(body.token());
        List<String> tasks = listed(body.tasks());
        return told(request, () -> skip.run(project, tasks, token, request.caller()));
    }

    /** The body of a reset; {@code confirm} is the project's id once more. */
    record ResetBody(
            @JsonProperty(required = true) @Nullable String token,
            @Nullable String confirm,
            @Nullable Boolean purgeSessions) {}

    private ApiAnswer resetted(ApiRequest request, Map<String, String> parameters) {
        var project = Ids.project(parameters);
        ResetBody body = Bodies.read(request, ResetBody.class);
        ResetWish wish = new ResetWish(
                token(body.token()),
                body.confirm() == null ? "" : body.confirm(),
                Boolean.TRUE.equals(body.purgeSessions()),
                request.caller());
        return told(request, () -> reset.run(project, wish));
    }

    private static String token(@Nullable String token) {
        if (token == null) {
            throw new Refusal(
                    Problem.badRequest("\"token\" must be the state token that GET /projects/{id}/inspect shows"));
        }
        return token;
    }

    private static List<String> listed(@Nullable List<String> tasks) {
        if (tasks == null) {
            return List.of();
        }
        if (tasks.stream().anyMatch(task -> (Object) task == null)) {
            throw new Refusal(Problem.badRequest("\"tasks\" must be a list of task ids, and one of them is null"));
        }
        return tasks;
    }

    private static Optional<MicroDollars> money(@Nullable BigDecimal dollars) {
        if (dollars == null) {
            return Optional.empty();
        }
        if (dollars.signum() <= 0 || dollars.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw new Refusal(Problem.badRequest("\"budget_usd\" must be more than 0 and at most 1000000"));
        }
        return Optional.of(new MicroDollars(dollars.movePointRight(MICRO_DIGITS)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact()));
    }

    /** What was done, in a sentence, with the tasks it is about. */
    record Told(String text, String status, List<String> tasks, List<String> pending) {}

    private ApiAnswer told(ApiRequest request, Supplier<Acted> act) {
        return idempotency.once(request, () -> switch (act.get()) {
            case Acted.Done done -> ApiAnswer.of(202, new Told(done.text(), "done", done.tasks(), done.pending()));
            case Acted.Stale stale ->
                throw new Refusal(Problem.of(409, "stale", "The project changed meanwhile", stale.text())
                        .with(stale.differences().stream()
                                .map(difference -> new Problem.Part(null, null, "token", difference))
                                .toList()));
            case Acted.Refused refused -> throw new Refusal(Problem.conflict(refused.text()));
        });
    }
}
