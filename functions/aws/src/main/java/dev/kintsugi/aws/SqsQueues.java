package dev.kintsugi.aws;

import dev.kintsugi.core.queue.Delivery;
import dev.kintsugi.core.queue.Depth;
import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.NoSuchQueueException;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueRules;
import dev.kintsugi.core.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues in SQS. One try per call, as with the records. */
public final class SqsQueues implements Queues {
    private static final String TEXT = "String";
    private static final String ALL = "All";

    private final SqsClient client;
    private final QueueUrls urls;

    public SqsQueues(SqsClient client, QueueUrls urls) {
        this.client = client;
        this.urls = urls;
    }

    @Override
    public void send(QueueName queue, Message message, Duration delay) {
        QueueRules.requireDelay(delay);
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(TEXT)
                                .stringValue(value)
                                .build()));
        String url = urls.of(queue);
        asking(
                queue,
                () -> client.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.body())
                        .messageAttributes(attributes)
                        .delaySeconds(seconds(delay))));
    }

    @Override
    public List<Delivery> receive(QueueName queue, int most, Duration hidden) {
        QueueRules.requireMost(most);
        QueueRules.requireHidden(hidden);
        String url = urls.of(queue);
        return asking(
                        queue,
                        () -> client.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(most)
                                .visibilityTimeout(seconds(hidden))
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.SENT_TIMESTAMP,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                                .messageAttributeNames(ALL)))
                .messages()
                .stream()
                .map(SqsQueues::delivery)
                .toList();
    }

    @Override
    public void delete(QueueName queue, String receipt) {
        String url = urls.of(queue);
        onDelivery(
                queue,
                () -> client.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt)));
    }

    @Override
    public void hide(QueueName queue, String receipt, Duration duration) {
        QueueRules.requireHidden(duration);
        String url = urls.of(queue);
        onDelivery(
                queue,
                () -> client.changeMessageVisibility(
                        request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds(duration))));
    }

    @Override
    public void redrive(QueueName deadLetters) {
        requireDeadLetters(deadLetters);
        String arn = arnOf(deadLetters);
        try {
            client.startMessageMoveTask(request -> request.sourceArn(arn));
        } catch (SdkException failure) {
            if (!SqsFaults.saysAlreadyMoving(failure)) {
                throw SqsFaults.of(deadLetters, failure);
            }
        }
    }

    @Override
    public Depth depth(QueueName queue) {
        String url = urls.of(queue);
        Map<QueueAttributeName, String> counts = asking(
                        queue,
                        () -> client.getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)))
                .attributes();
        return new Depth(
                count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    /** Asked beforehand, because the refusal of the move itself reads the same as other refusals. */
    private void requireDeadLetters(QueueName queue) {
        String url = urls.of(queue);
        boolean nobodys = asking(queue, () -> client.listDeadLetterSourceQueues(request -> request.queueUrl(url)))
                .queueUrls()
                .isEmpty();
        if (nobodys) {
            throw NoSuchQueueException.noDeadLetters(queue);
        }
    }

    private String arnOf(QueueName queue) {
        String url = urls.of(queue);
        String arn = asking(
                        queue,
                        () -> client.getQueueAttributes(
                                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        if (arn == null) {
            throw new IllegalStateException("SQS did not tell the ARN of the queue " + queue + ".");
        }
        return arn;
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }

    private static Delivery delivery(software.amazon.awssdk.services.sqs.model.Message received) {
        Map<String, String> attributes = new HashMap<>();
        received.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        Map<MessageSystemAttributeName, String> facts = received.attributes();
        return new Delivery(
                received.messageId(),
                new Message(received.body(), attributes),
                received.receiptHandle(),
                Instant.ofEpochMilli(
                        Long.parseLong(facts.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                Integer.parseInt(facts.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")));
    }

    private static <T> T asking(QueueName queue, Supplier<T> ask) {
        try {
            return ask.get();
        } catch (SdkException failure) {
            throw SqsFaults.of(queue, failure);
        }
    }

    /** What concerns a delivery that is no longer current is without effect. */
    private static void onDelivery(QueueName queue, Runnable deed) {
        try {
            deed.run();
        } catch (SdkException failure) {
            if (!SqsFaults.saysNotCurrent(failure)) {
                throw SqsFaults.of(queue, failure);
            }
        }
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
