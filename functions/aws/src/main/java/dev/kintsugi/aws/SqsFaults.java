package dev.kintsugi.aws;

import dev.kintsugi.core.queue.NoSuchQueueException;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueuesBusyException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/**
 * What SQS's errors mean.
 *
 * <table>
 * <caption>First rule that fits</caption>
 * <tr><th>what SQS says</th><th>what it means</th></tr>
 * <tr><td>throttled, overloaded, a status from 500 on, no answer</td><td>busy: it may have happened</td></tr>
 * <tr><td>OverLimit: too many messages are being worked on</td><td>busy</td></tr>
 * <tr><td>QueueDoesNotExist</td><td>no such queue</td></tr>
 * <tr><td>ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue about a receipt, on a delivery</td>
 *     <td>the message is gone or was received again: without effect</td></tr>
 * <tr><td>"already a task running", on a redrive</td><td>somebody confirmed already: without effect</td></tr>
 * <tr><td>all else: access denied, a message SQS cannot carry</td><td>a bug or a broken stack: thrown as it is</td></tr>
 * </table>
 */
final class SqsFaults {
    private static final String ALREADY_MOVING = "already a task running";
    private static final String RECEIPT = "receipt handle";

    private SqsFaults() {}

    static RuntimeException of(QueueName queue, SdkException failure) {
        if (failure instanceof OverLimitException || PassingFaults.isPassing(failure)) {
            return new QueuesBusyException(PassingFaults.inWords(failure), failure);
        }
        return failure instanceof QueueDoesNotExistException ? NoSuchQueueException.unknown(queue) : failure;
    }

    static boolean saysAlreadyMoving(SdkException failure) {
        @Nullable String message = failure.getMessage();
        return message != null && message.contains(ALREADY_MOVING);
    }

    static boolean saysNotCurrent(SdkException failure) {
        @Nullable String message = failure.getMessage();
        return failure instanceof ReceiptHandleIsInvalidException
                || failure instanceof MessageNotInflightException
                || (isInvalidParameter(failure) && message != null && message.contains(RECEIPT));
    }

    /** An error without a class of its own. */
    private static boolean isInvalidParameter(SdkException failure) {
        return failure instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && String.valueOf(service.awsErrorDetails().errorCode()).contains("InvalidParameterValue");
    }
}
