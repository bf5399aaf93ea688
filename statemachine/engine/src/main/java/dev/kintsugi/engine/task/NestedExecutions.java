package dev.kintsugi.engine.task;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.JsonText;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code states:startExecution}: another execution, not waited for, or waited for in one of two ways. */
public final class NestedExecutions implements Connector {
    private static final String START_EXECUTION = "arn:aws:states:::states:startExecution";
    private static final Set<String> REQUIRED = Set.of("StateMachineArn");
    private static final Set<String> ALLOWED = Set.of("StateMachineArn", "Input", "Name");

    private final Executions executions;

    public NestedExecutions(Executions executions) {
        this.executions = executions;
    }

    /** What this connector needs of an engine. */
    public interface Executions {
        /** Starts an execution; refusals are {@link EngineException}s in the stage. */
        CompletionStage<ExecutionDescription> start(String machineArn, @Nullable String name, String input);

        /** The execution when it has ended. */
        CompletionStage<ExecutionDescription> ended(String executionArn);

        /** Aborts an execution; one that has ended is left alone. */
        void stop(String executionArn, String cause);
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        return switch (arn) {
            case START_EXECUTION ->
                new TaskResource(arn, "states", "startExecution", Pattern.REQUEST_RESPONSE, REQUIRED, ALLOWED);
            case START_EXECUTION + ".sync" ->
                new TaskResource(arn, "states", "startExecution.sync", Pattern.SYNC, REQUIRED, ALLOWED);
            case START_EXECUTION + ".sync:2" ->
                new TaskResource(arn, "states", "startExecution.sync:2", Pattern.SYNC, REQUIRED, ALLOWED);
            default -> null;
        };
    }

    @Override
    public CompletionStage<Document> request(TaskCall call) {
        return executions
                .start(call.requiredText("StateMachineArn"), call.text("Name"), JsonText.write(input(call)))
                .handle((started, refusal) -> {
                    if (refusal != null) {
                        throw refused(refusal);
                    }
                    Map<String, @Nullable Object> answer = new TreeMap<>();
                    answer.put("ExecutionArn", started.executionArn());
                    answer.put("StartDate", started.startedAt().toEpochMilli());
                    long bytes = Document.ofValue(answer).bytes();
                    SdkMetadata.addTo(answer, bytes);
                    return Document.ofValue(answer);
                });
    }

    /** An {@code Input} of null is no input, as on AWS: the child gets an empty object either way. */
    private static Object input(TaskCall call) {
        Object given = call.arguments().field("Input");
        return given == null ? Map.of() : given;
    }

    private static RuntimeException refused(Throwable refusal) {
        Throwable reason =
                refusal instanceof EngineException || refusal.getCause() == null ? refusal : refusal.getCause();
        if (!(reason instanceof EngineException known)) {
            return new IllegalStateException("a nested execution could not start", reason);
        }
        String name = known.name().name().replaceFirst("Exception$", "");
        return new TaskFailureException(
                "StepFunctions." + name + "Exception",
                known.message() + " (Service: AWSStepFunctions; Status Code: 400; Error Code: "
                        + known.name().name() + "; Request ID: " + UUID.randomUUID() + "; Proxy: null)");
    }

    @Override
    public CompletionStage<Document> completion(TaskCall call, Document answer) {
        boolean parsed = call.resource().action().endsWith(":2");
        return executions.ended(arn(answer)).thenApply(ended -> {
            Document envelope = envelope(ended, parsed);
            if (ended.status() != ExecutionStatus.SUCCEEDED) {
                throw new TaskFailureException(StatesErrors.TASK_FAILED, envelope.text());
            }
            return envelope;
        });
    }

    /** The DescribeExecution answer as AWS puts it into a result: keys in order, times in milliseconds. */
    private static Document envelope(ExecutionDescription execution, boolean parsed) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        put(fields, "Cause", execution.cause());
        put(fields, "Error", execution.error());
        fields.put("ExecutionArn", execution.executionArn());
        fields.put("Input", payload(execution.input(), parsed));
        fields.put("InputDetails", Map.of("Included", true));
        fields.put("Name", execution.name());
        String output = execution.output();
        if (output != null) {
            fields.put("Output", payload(output, parsed));
            fields.put("OutputDetails", Map.of("Included", true));
        }
        fields.put("RedriveCount", execution.redriveCount());
        Instant redriven = execution.redrivenAt();
        put(fields, "RedriveDate", redriven == null ? null : redriven.toEpochMilli());
        fields.put("RedriveStatus", execution.redriveStatus().name());
        put(fields, "RedriveStatusReason", execution.redriveStatusReason());
        fields.put("StartDate", execution.startedAt().toEpochMilli());
        fields.put("StateMachineArn", execution.machineArn());
        fields.put("Status", execution.status().name().toUpperCase(Locale.ROOT));
        Instant stopped = execution.stoppedAt();
        put(fields, "StopDate", stopped == null ? null : stopped.toEpochMilli());
        return Document.ofValue(fields);
    }

    private static void put(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable Object payload(String text, boolean parsed) {
        return parsed ? JsonText.read(text) : text;
    }

    @Override
    public void cancel(TaskCall call, @Nullable Document answer) {
        if (answer != null) {
            executions.stop(
                    arn(answer),
                    "The Task state in AWS Step Functions execution [" + call.executionArn()
                            + "] which was managing this resource was aborted");
        }
    }

    private static String arn(Document answer) {
        return String.valueOf(answer.field("ExecutionArn"));
    }
}
