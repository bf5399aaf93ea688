package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.JsonSyntaxException;
import dev.kintsugi.engine.jsonata.JsonText;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.engine.task.LambdaFunctions.NoSuchFunctionException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code lambda:invoke}, with or without a task token, and a function's own ARN. */
public final class Lambda implements Connector {
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final String REQUEST_RESPONSE = "RequestResponse";
    private static final String EVENT = "Event";
    private static final Set<String> REQUIRED = Set.of("FunctionName");
    private static final Set<String> ALLOWED = Set.of("FunctionName", "InvocationType", "Payload", "Qualifier");
    private static final java.util.regex.Pattern FUNCTION_ARN = java.util.regex.Pattern.compile(
            "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");

    private final LambdaFunctions functions;
    private final Executor executor;

    /** Functions are invoked on threads of the executor. */
    public Lambda(LambdaFunctions functions, Executor executor) {
        this.functions = functions;
        this.executor = executor;
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        if (arn.equals(INVOKE)) {
            return new TaskResource(arn, "lambda", "invoke", Pattern.REQUEST_RESPONSE, REQUIRED, ALLOWED);
        }
        if (arn.equals(INVOKE + ".waitForTaskToken")) {
            return new TaskResource(
                    arn, "lambda", "invoke.waitForTaskToken", Pattern.WAIT_FOR_TASK_TOKEN, REQUIRED, ALLOWED);
        }
        if (FUNCTION_ARN.matcher(arn).matches()) {
            return new TaskResource(arn, "lambda", arn, Pattern.FUNCTION, Set.of(), Set.of());
        }
        return null;
    }

    @Override
    public CompletionStage<Document> request(TaskCall call) {
        return CompletableFuture.supplyAsync(() -> invoke(call), executor);
    }

    private Document invoke(TaskCall call) {
        if (call.resource().pattern() == Pattern.FUNCTION) {
            Answer answer = answer(call.resource().arn(), call.arguments().text());
            Document result = document(answer.payload());
            if (answer.isError()) {
                throw failure(result, result.text());
            }
            return result;
        }
        String function = function(call);
        String payload = payload(call);
        String how = call.text("InvocationType");
        return switch (how == null ? REQUEST_RESPONSE : how) {
            case REQUEST_RESPONSE -> returned(answer(function, payload));
            case EVENT -> accepted(function, payload);
            default ->
                throw new TaskFailureException(
                        "Lambda.InvalidParameterValueException",
                        "InvocationType must be " + REQUEST_RESPONSE + " or " + EVENT + " here, but was " + how);
        };
    }

    private static Document returned(Answer answer) {
        Document result = document(answer.payload());
        if (answer.isError()) {
            throw failure(result, JsonText.write(result.value()));
        }
        return invocation(result);
    }

    /** Nobody waits for what becomes of an event, and nobody is told. */
    private Document accepted(String function, String payload) {
        executor.execute(() -> {
            try {
                answer(function, payload);
            } catch (TaskFailureException e) {
                System.getLogger(Lambda.class.getName())
                        .log(System.Logger.Level.DEBUG, "An event was taken for nothing: {0}", e.cause());
            }
        });
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("Payload", null);
        SdkMetadata.addAccepted(answer);
        answer.put("StatusCode", SdkMetadata.ACCEPTED);
        return Document.ofValue(answer);
    }

    /** What {@code lambda:invoke} makes of a function's result. */
    public static Document invocation(Document result) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("ExecutedVersion", "$LATEST");
        answer.put("Payload", result.value());
        SdkMetadata.addReturned(answer, result.bytes());
        answer.put("StatusCode", SdkMetadata.OK);
        return Document.ofValue(answer);
    }

    private static String function(TaskCall call) {
        String qualifier = call.text("Qualifier");
        String name = call.requiredText("FunctionName");
        return qualifier == null ? name : name + ":" + qualifier;
    }

    /** A text is JSON already, as on AWS; what is null is left out. */
    private static String payload(TaskCall call) {
        Object payload = call.arguments().field("Payload");
        if (!(payload instanceof String text)) {
            return payload == null ? "{}" : JsonText.write(payload);
        }
        try {
            JsonText.read(text);
            return text;
        } catch (JsonSyntaxException e) {
            throw new TaskFailureException(
                    "Lambda.InvalidRequestContentException",
                    "Could not parse request body into json: Could not parse payload into json: " + e.message()
                            + " (Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException;"
                            + " Request ID: " + UUID.randomUUID() + "; Proxy: null)");
        }
    }

    private Answer answer(String function, String payload) {
        try {
            return functions.invoke(function, payload);
        } catch (NoSuchFunctionException e) {
            throw new TaskFailureException(
                    "Lambda.ResourceNotFoundException",
                    "Function not found: " + e.getMessage() + " (Service: AWSLambda; Status Code: 404; Error Code:"
                            + " ResourceNotFoundException; Request ID: " + UUID.randomUUID() + "; Proxy: null)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static Document document(String payload) {
        try {
            return Document.parse(payload);
        } catch (JsonSyntaxException e) {
            return Document.ofValue(payload);
        }
    }

    private static TaskFailureException failure(Document payload, String cause) {
        return payload.field("errorType") instanceof String type && !type.isEmpty()
                ? new TaskFailureException(type, cause)
                : new TaskFailureException(
                        "Lambda.Unknown",
                        "The cause could not be determined because Lambda did not return an error type. Returned"
                                + " payload: " + payload.text());
    }
}
