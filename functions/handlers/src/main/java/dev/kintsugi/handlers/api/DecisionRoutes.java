package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kintsugi.core.approve.Answered;
import dev.kintsugi.core.approve.Approve;
import dev.kintsugi.core.approve.Decision;
import dev.kintsugi.core.cancel.Cancel;
import dev.kintsugi.core.cancel.Cancelled;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.handlers.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person decides about work under way. */
final class DecisionRoutes {
    private final Approve approve;
    private final Cancel cancel;
    private final Idempotency idempotency;

    DecisionRoutes(Ports ports) {
        this.approve = new Approve(ports.records(), ports.executions(), ports.clock());
        this.cancel = new Cancel(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        this.idempotency = new Idempotency(ports.records(), ports.clock());
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/jobs/{id}/approve", this::answer),
                new ApiRoute(
                        "POST",
                        "/jobs/{id}/cancel",
                        (request, parameters) -> idempotency.once(
                                request, () -> told(cancel.job(Ids.job(parameters), request.caller())))),
                new ApiRoute(
                        "POST",
                        "/projects/{id}/cancel",
                        (request, parameters) -> idempotency.once(
                                request, () -> told(cancel.project(Ids.project(parameters), request.caller())))));
    }

    /** The body of an approval or a rejection. */
    record AnswerBody(
            @JsonProperty(required = true) @Nullable Decision decision,
            @Nullable String commit,
            @Nullable String comment) {}

    /** One sentence about what was done. */
    record Told(String text, String status) {}

    private ApiAnswer answer(ApiRequest request, Map<String, String> parameters) {
        JobId job = Ids.job(parameters);
        AnswerBody body = Bodies.read(request, AnswerBody.class);
        Decision decision = body.decision();
        if (decision == null) {
            throw new Refusal(Problem.badRequest("\"decision\" must be \"approved\" or \"rejected\""));
        }
        String comment = body.comment() == null ? "" : body.comment();
        return idempotency.once(
                request,
                () -> told(
                        approve.answer(job, decision, Optional.ofNullable(body.commit()), comment, request.caller())));
    }

    private static ApiAnswer told(Answered answered) {
        return switch (answered) {
            case Answered.Taken taken -> ApiAnswer.of(202, new Told(taken.text(), "taken"));
            case Answered.NotWaiting waits -> throw new Refusal(Problem.conflict(waits.text()));
            case Answered.NotAllowed allowed ->
                throw new Refusal(Problem.of(403, "not-allowed", "Somebody else decides this", allowed.text()));
        };
    }

    private static ApiAnswer told(Cancelled cancelled) {
        return switch (cancelled) {
            case Cancelled.Done done -> ApiAnswer.of(202, new Told(done.text(), "cancelled"));
            case Cancelled.GoesOn goesOn -> ApiAnswer.of(202, new Told(goesOn.text(), "cancelling"));
            case Cancelled.TooLate late -> throw new Refusal(Problem.conflict(late.text()));
        };
    }
}
