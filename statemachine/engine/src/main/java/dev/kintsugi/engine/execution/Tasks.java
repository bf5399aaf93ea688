package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.Expression;
import dev.kintsugi.engine.jsonata.QueryException;
import dev.kintsugi.engine.jsonata.Template;
import dev.kintsugi.engine.task.TaskCall;
import dev.kintsugi.engine.task.TaskFailureException;
import dev.kintsugi.engine.time.Timeline;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Task states: schedules a call, waits as the resource says, and takes the first end that comes. */
final class Tasks {
    private final Run run;
    private final Steps steps;
    private final Queries queries;
    private final Failures failures;

    Tasks(Run run, Steps steps, Queries queries, Failures failures) {
        this.run = run;
        this.steps = steps;
        this.queries = queries;
        this.failures = failures;
    }

    void schedule(Visit visit, State.Task task) {
        TaskResource resource = task.resource();
        String token = resource.pattern() == Pattern.WAIT_FOR_TASK_TOKEN
                ? run.environment.tokens().issue()
                : null;
        Expression.Scope scope = queries.onToken(visit, token);
        Template template = task.arguments();
        Document arguments = template == null ? visit.input : template.evaluate(scope);
        Long timeout = seconds("TimeoutSeconds", task.timeoutSeconds(), scope);
        Long heartbeat = seconds("HeartbeatSeconds", task.heartbeatSeconds(), scope);
        if (arguments.bytes() > EngineLimits.PAYLOAD_BYTES) {
            failures.fail(visit, Steps.tooLarge(task.name()));
            return;
        }
        TaskAttempt attempt = new TaskAttempt(
                new TaskCall(run.state.start.executionArn(), task.name(), resource, arguments, token),
                run.environment.connectors().of(resource),
                token,
                timeout,
                heartbeat);
        visit.task = attempt;
        record(visit, attempt, scheduled(attempt));
        int number = visit.attempt;
        run.later(() -> {
            if (visit.isCurrent(number)) {
                start(visit, attempt);
            }
        });
    }

    private static @Nullable Long seconds(String field, @Nullable Template template, Expression.Scope scope) {
        return template == null ? null : (Long) Steps.whole(field, template, scope, 1);
    }

    private void start(Visit visit, TaskAttempt attempt) {
        record(visit, attempt, new Moment.Started());
        int number = visit.attempt;
        attempt.timeout = alarm(visit, number, attempt.timeoutSeconds, Failure.timeout());
        String token = attempt.token;
        if (token != null) {
            run.environment.tokens().await(token, new TaskTokens.Waiting(run, visit, number));
            attempt.heartbeat = alarm(visit, number, attempt.heartbeatSeconds, Failure.missedHeartbeat());
        }
        run.whenSafe(() -> watch(visit, number, requested(attempt), this::answered));
    }

    /** Calls the service. Virtual time stands still until it has answered. */
    private CompletionStage<Document> requested(TaskAttempt attempt) {
        Timeline time = run.environment.time();
        time.workBegins();
        return attempt.connector.request(attempt.call).whenComplete((answer, thrown) -> time.workEnds());
    }

    private Timeline.@Nullable Alarm alarm(Visit visit, int number, @Nullable Long seconds, Failure failure) {
        return seconds == null
                ? null
                : run.environment
                        .time()
                        .at(
                                run.now().plusSeconds(seconds),
                                () -> run.submit(() -> {
                                    if (visit.isCurrent(number)) {
                                        timedOut(visit, failure);
                                    }
                                }));
    }

    private interface Continuation {
        void go(Visit visit, Document document);
    }

    /** Sends a stage's end to the execution as a message; one for an earlier attempt is dropped there. */
    private void watch(Visit visit, int number, CompletionStage<Document> stage, Continuation next) {
        stage.whenComplete((document, thrown) -> run.submit(() -> {
            if (visit.isCurrent(number)) {
                if (thrown == null) {
                    next.go(visit, document);
                } else {
                    failed(visit, failure(thrown));
                }
            }
        }));
    }

    private static Failure failure(Throwable thrown) {
        Throwable reason =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return reason instanceof TaskFailureException known
                ? Failure.of(known.error(), known.cause())
                : Failure.of("States.TaskFailed", String.valueOf(reason));
    }

    private void answered(Visit visit, Document answer) {
        TaskAttempt attempt = visit.task;
        if (attempt == null) {
            return;
        }
        switch (attempt.call.resource().pattern()) {
            case REQUEST_RESPONSE, FUNCTION -> succeeded(visit, answer);
            case WAIT_FOR_TASK_TOKEN -> submitted(visit, attempt, answer);
            case SYNC -> {
                submitted(visit, attempt, answer);
                int number = visit.attempt;
                run.whenSafe(() ->
                        watch(visit, number, attempt.connector.completion(attempt.call, answer), this::succeeded));
            }
        }
    }

    private void submitted(Visit visit, TaskAttempt attempt, Document answer) {
        attempt.answer = answer;
        record(visit, attempt, new Moment.Submitted(answer.text()));
    }

    void succeeded(Visit visit, Document result) {
        TaskAttempt attempt = visit.task;
        if (attempt == null) {
            return;
        }
        TaskResource resource = attempt.call.resource();
        if (result.bytes() > EngineLimits.PAYLOAD_BYTES) {
            failed(visit, Steps.tooLarge(resource.pattern() == Pattern.FUNCTION ? resource.arn() : resource.service()));
            return;
        }
        over(visit, attempt);
        record(visit, attempt, new Moment.Succeeded(result.text()));
        try {
            steps.leave(visit, result, visit.state.output(), visit.state.assign(), visit.state.next());
        } catch (QueryException failure) {
            failures.fail(visit, queries.failed(visit, failure, visit.flow.last));
        }
    }

    void failed(Visit visit, Failure failure) {
        TaskAttempt attempt = visit.task;
        if (attempt != null) {
            over(visit, attempt);
            record(visit, attempt, new Moment.Failed(failure.error(), failure.cause()));
            failures.fail(visit, failure);
        }
    }

    private void timedOut(Visit visit, Failure failure) {
        TaskAttempt attempt = visit.task;
        if (attempt != null) {
            cancel(visit);
            record(visit, attempt, new Moment.TimedOut(failure.error(), failure.cause()));
            failures.fail(visit, failure);
        }
    }

    /** A worker says that it is still at it. */
    void beat(Visit visit) {
        TaskAttempt attempt = visit.task;
        if (attempt != null) {
            Timeline.Alarm previous = attempt.heartbeat;
            if (previous != null) {
                previous.cancel();
            }
            attempt.heartbeat = alarm(visit, visit.attempt, attempt.heartbeatSeconds, Failure.missedHeartbeat());
        }
    }

    private void over(Visit visit, TaskAttempt attempt) {
        attempt.cancelAlarms();
        String token = attempt.token;
        if (token != null) {
            run.environment.tokens().forget(token);
        }
        visit.task = null;
    }

    /** Nobody waits for the task any more. */
    void cancel(Visit visit) {
        TaskAttempt attempt = visit.task;
        if (attempt != null) {
            over(visit, attempt);
            run.whenSafe(() -> attempt.connector.cancel(attempt.call, attempt.answer));
        }
    }

    private Moment scheduled(TaskAttempt attempt) {
        return new Moment.Scheduled(
                attempt.call.arguments().text(),
                run.environment.region(),
                attempt.timeoutSeconds,
                attempt.heartbeatSeconds);
    }

    private void record(Visit visit, TaskAttempt attempt, Moment moment) {
        TaskResource resource = attempt.call.resource();
        HistoryEventType type = moment.type(resource);
        EventDetails details = moment.details(resource);
        run.record(visit.flow, type, details);
    }
}
