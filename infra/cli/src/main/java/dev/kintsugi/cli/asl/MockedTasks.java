package dev.kintsugi.cli.asl;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Connector;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.TaskCall;
import dev.kintsugi.engine.task.TaskFailureException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every service that the engine knows, answered by mocks. A task without a mock fails and is noted: the run then says
 * nothing about the machine, only that a mock is missing.
 */
final class MockedTasks implements Connector {
    private final Connectors real;
    private final Mocks mocks;
    private final TaskTokens tokens;
    private final Set<String> missing = new TreeSet<>();

    /** Where a task that waits for its token gets its answer. */
    interface TaskTokens {
        void succeed(String token, String output);

        void fail(String token, String error, @Nullable String cause);
    }

    /** {@code real} only says which resources there are; nothing of it is called. */
    MockedTasks(Connectors real, Mocks mocks, TaskTokens tokens) {
        this.real = real;
        this.mocks = mocks;
        this.tokens = tokens;
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        return real.resource(arn);
    }

    @Override
    public CompletionStage<Document> request(TaskCall call) {
        return switch (call.resource().pattern()) {
            case REQUEST_RESPONSE, FUNCTION -> answer(call);
            case SYNC -> CompletableFuture.completedStage(Document.EMPTY);
            case WAIT_FOR_TASK_TOKEN -> {
                answer(call).whenComplete((output, failure) -> sendBack(call, output, failure));
                yield CompletableFuture.completedStage(Document.EMPTY);
            }
        };
    }

    @Override
    public CompletionStage<Document> completion(TaskCall call, Document answer) {
        return answer(call);
    }

    /** What was called without a mock, in sentences. */
    synchronized Set<String> missing() {
        return new TreeSet<>(missing);
    }

    private void sendBack(TaskCall call, @Nullable Document output, @Nullable Throwable failure) {
        String token = call.taskToken();
        if (token == null) {
            return;
        }
        if (failure instanceof TaskFailureException thrown) {
            tokens.fail(token, thrown.error(), thrown.cause());
        } else if (output != null) {
            tokens.succeed(token, output.text());
        }
    }

    private CompletionStage<Document> answer(TaskCall call) {
        Optional<String> function = function(call);
        Optional<String> key = Stream.of(
                        Optional.of(call.stateName()),
                        function,
                        Optional.of(call.resource().arn()))
                .flatMap(Optional::stream)
                .filter(mocks::has)
                .findFirst();
        if (key.isEmpty()) {
            return CompletableFuture.failedStage(noMock(call));
        }
        boolean ofFunction = function.equals(key) && call.resource().pattern() == Pattern.REQUEST_RESPONSE;
        return switch (mocks.next(key.get())) {
            case Mocks.Answer.Return given ->
                CompletableFuture.completedStage(
                        ofFunction ? Lambda.invocation(Document.ofText(given.json())) : Document.ofText(given.json()));
            case Mocks.Answer.Throw thrown ->
                CompletableFuture.failedStage(new TaskFailureException(thrown.error(), thrown.cause()));
        };
    }

    private synchronized TaskFailureException noMock(TaskCall call) {
        String told = "state '%s' calls %s, and no mock answers it"
                .formatted(call.stateName(), call.resource().arn());
        missing.add(told);
        return new TaskFailureException("Mock.Missing", told);
    }

    private static Optional<String> function(TaskCall call) {
        return call.resource().pattern() == Pattern.FUNCTION
                ? Optional.of(call.resource().arn())
                : Optional.ofNullable(call.text("FunctionName"));
    }
}
