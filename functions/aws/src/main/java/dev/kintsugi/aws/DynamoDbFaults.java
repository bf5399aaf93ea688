package dev.kintsugi.aws;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.records.UnreadableRecordException;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What DynamoDB's errors mean.
 *
 * <table>
 * <caption>First rule that fits</caption>
 * <tr><th>what DynamoDB says</th><th>what it means</th></tr>
 * <tr><td>ConditionalCheckFailed, alone or as any reason of a cancelled transaction</td>
 *     <td>refused, or done when an item found bears this write's id</td></tr>
 * <tr><td>TransactionConflict, TransactionInProgress, ReplicatedWriteConflict</td>
 *     <td>busy: somebody else was there</td></tr>
 * <tr><td>Throttling, ThrottlingError, ProvisionedThroughputExceeded, RequestLimitExceeded, LimitExceeded
 *     (alone or as a reason)</td><td>busy: too much at once</td></tr>
 * <tr><td>InternalServerError, ServiceUnavailable, any status from 500 on</td>
 *     <td>busy: it may have been written</td></tr>
 * <tr><td>no answer: refused connection, cut connection, time-out</td><td>busy: it may have been written</td></tr>
 * <tr><td>ValidationException or ValidationError: item size</td><td>too large, the item</td></tr>
 * <tr><td>the same: transaction or request size</td><td>too large, the write</td></tr>
 * <tr><td>the same: incorrect data type</td><td>a bug: a number was added to what is none</td></tr>
 * <tr><td>all else: no such table, access denied, ItemCollectionSizeLimitExceeded, IdempotentParameterMismatch, an
 *     expression it cannot read</td><td>a bug or a broken stack: thrown as it is</td></tr>
 * </table>
 */
final class DynamoDbFaults {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String VALIDATION = "Validation";

    private DynamoDbFaults() {}

    static RuntimeException ofReading(SdkException failure) {
        return PassingFaults.isPassing(failure)
                ? new RecordsBusyException(PassingFaults.inWords(failure), failure)
                : failure;
    }

    static WriteAnswer ofWriting(Write write, SdkException failure) {
        if (failure instanceof ConditionalCheckFailedException refused) {
            return WriteAnswer.refused(
                    write, List.of(refusal(write, 0, refused.hasItem() ? refused.item() : Map.of())));
        }
        if (failure instanceof TransactionCanceledException cancelled) {
            return ofReasons(write, cancelled);
        }
        if (PassingFaults.isPassing(failure)) {
            return new WriteAnswer.Busy(PassingFaults.inWords(failure));
        }
        if (failure instanceof AwsServiceException service && code(service).startsWith(VALIDATION)) {
            return ofValidation(write, write.operations().getFirst().key(), message(service), failure);
        }
        throw failure;
    }

    private static WriteAnswer ofReasons(Write write, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        List<WriteAnswer.Refused> refusals = new ArrayList<>();
        for (int place = 0; place < reasons.size(); place++) {
            CancellationReason reason = reasons.get(place);
            if (CONDITION_FAILED.equals(reason.code())) {
                refusals.add(refusal(write, place, reason.hasItem() ? reason.item() : Map.of()));
            }
        }
        if (!refusals.isEmpty()) {
            return WriteAnswer.refused(write, refusals);
        }
        for (CancellationReason reason : reasons) {
            if (PassingFaults.isPassingCode(reason.code())) {
                return new WriteAnswer.Busy(reason.code());
            }
        }
        for (int place = 0; place < reasons.size(); place++) {
            CancellationReason reason = reasons.get(place);
            if (reason.code() != null && reason.code().startsWith(VALIDATION)) {
                Key key = write.operations().get(place).key();
                return ofValidation(write, key, reason.message() == null ? "" : reason.message(), cancelled);
            }
        }
        throw cancelled;
    }

    private static WriteAnswer ofValidation(Write write, Key key, String message, SdkException failure) {
        if (message.contains("Item size")) {
            return WriteAnswer.itemTooLarge(key);
        }
        if (message.contains("transaction") && message.contains("size")) {
            return WriteAnswer.writeTooLarge(write);
        }
        if (message.contains("incorrect data type") || message.contains("Type mismatch for attribute")) {
            throw UnreadableRecordException.notANumber(key);
        }
        throw failure;
    }

    private static WriteAnswer.Refused refusal(Write write, int place, Map<String, AttributeValue> found) {
        Operation operation = write.operations().get(place);
        Optional<Item> item =
                found.isEmpty() ? Optional.empty() : Optional.of(DynamoDbValues.item(operation.key(), found));
        return new WriteAnswer.Refused(place, item);
    }

    private static String code(AwsServiceException failure) {
        @Nullable
        String code = failure.awsErrorDetails() == null
                ? null
                : failure.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String message(AwsServiceException failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
