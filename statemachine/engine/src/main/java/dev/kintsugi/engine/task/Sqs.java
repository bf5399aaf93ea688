package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code sqs:sendMessage}, with or without a task token. */
public final class Sqs implements Connector {
    private static final String SEND_MESSAGE = "arn:aws:states:::sqs:sendMessage";
    private static final Set<String> REQUIRED = Set.of("MessageBody", "QueueUrl");
    private static final Set<String> ALLOWED = Set.of(
            "QueueUrl", "MessageBody", "DelaySeconds", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId");

    private final Queues queues;
    private final Executor executor;

    public Sqs(Queues queues, Executor executor) {
        this.queues = queues;
        this.executor = executor;
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        if (arn.equals(SEND_MESSAGE)) {
            return new TaskResource(arn, "sqs", "sendMessage", Pattern.REQUEST_RESPONSE, REQUIRED, ALLOWED);
        }
        if (arn.equals(SEND_MESSAGE + ".waitForTaskToken")) {
            return new TaskResource(
                    arn, "sqs", "sendMessage.waitForTaskToken", Pattern.WAIT_FOR_TASK_TOKEN, REQUIRED, ALLOWED);
        }
        return null;
    }

    @Override
    public CompletionStage<Document> request(TaskCall call) {
        return CompletableFuture.supplyAsync(() -> send(call), executor);
    }

    private Document send(TaskCall call) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        if (call.arguments().value() instanceof Map<?, ?> arguments) {
            arguments.forEach((name, value) -> settings.put((String) name, value));
        }
        settings.remove("QueueUrl");
        String body = body(settings.remove("MessageBody"));
        Queues.Sent sent = queues.send(call.requiredText("QueueUrl"), body, settings);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("MD5OfMessageBody", sent.md5OfBody());
        answer.put("MessageId", sent.messageId());
        long bytes = Document.ofValue(answer).bytes();
        SdkMetadata.addTo(answer, bytes);
        return Document.ofValue(answer);
    }

    /** A value that is no text is sent as JSON; without one, SQS refuses the message. */
    private static String body(@Nullable Object given) {
        if (given == null || given.equals("")) {
            throw new TaskFailureException(
                    "SQS.AmazonSQSException",
                    "The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error"
                            + " Code: MissingParameter; Request ID: " + UUID.randomUUID() + "; Proxy: null)");
        }
        return given instanceof String text ? text : JsonText.write(given);
    }
}
