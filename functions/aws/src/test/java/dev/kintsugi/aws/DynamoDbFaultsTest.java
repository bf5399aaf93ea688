package dev.kintsugi.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.UnreadableRecordException;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Every row of the classifier's table, by what DynamoDB puts on the wire. */
class DynamoDbFaultsTest {
    private static final Key KEY = new Key(Table.JOBS, "p", "head");
    private static final Write PLAIN = Write.of(Operation.put(Item.at(KEY).build()));
    private static final Write TRANSACTION =
            Write.of(Operation.put(Item.at(KEY).build()), Operation.delete(new Key(Table.JOBS, "p", "b")));

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException",
        "400, ProvisionedThroughputExceededException",
        "400, RequestLimitExceeded",
        "400, LimitExceededException",
        "400, TransactionConflictException",
        "400, TransactionInProgressException",
        "400, ReplicatedWriteConflictException",
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "502, Whatever",
        "429, Whatever"
    })
    void what_passes_by_itself_is_busy(int status, String type) {
        DynamoDbRecords records = over(CannedHttp.answering(status, CannedHttp.error(type, "later")));

        assertThat(records.write(PLAIN)).isInstanceOf(WriteAnswer.Busy.class);
        assertThat(records.write(TRANSACTION)).isInstanceOf(WriteAnswer.Busy.class);
        assertThatThrownBy(() -> records.get(KEY)).isInstanceOf(RecordsBusyException.class);
    }

    @Test
    void no_answer_is_busy() {
        DynamoDbRecords records = over(CannedHttp.breaking());

        assertThat(records.write(PLAIN)).isInstanceOf(WriteAnswer.Busy.class);
        assertThatThrownBy(() -> records.get(KEY)).isInstanceOf(RecordsBusyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TransactionConflict",
                "ThrottlingError",
                "ProvisionedThroughputExceeded",
            })
    void a_transaction_that_met_another_is_busy(String reason) {
        assertThat(over(cancelled("{\"Code\":\"None\"},{\"Code\":\"" + reason + "\",\"Message\":\"m\"}"))
                        .write(TRANSACTION))
                .isEqualTo(new WriteAnswer.Busy(reason));
    }

    @Test
    void a_refusal_counts_more_than_a_conflict_and_carries_the_item() {
        assertThat(over(cancelled("{\"Code\":\"TransactionConflict\"},{\"Code\":\"ConditionalCheckFailed\","
                                + "\"Item\":{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"b\"},\"n\":{\"N\":\"7\"}}}"))
                        .write(TRANSACTION))
                .isEqualTo(new WriteAnswer.Refused(
                        1,
                        Optional.of(Item.at(new Key(Table.JOBS, "p", "b"))
                                .with("n", 7)
                                .build())));
    }

    @Test
    void a_refusal_by_our_own_write_is_done() {
        assertThat(over(cancelled("{\"Code\":\"ConditionalCheckFailed\",\"Item\":{\"pk\":{\"S\":\"p\"},\"sk\":"
                                + "{\"S\":\"head\"},\"writeId\":{\"S\":\"" + TRANSACTION.id()
                                + "\"}}},{\"Code\":\"None\"}"))
                        .write(TRANSACTION))
                .isEqualTo(WriteAnswer.done());
    }

    @Test
    void sizes_and_types_are_told_apart_from_other_validation() {
        assertThat(over(validation("Item size to update has exceeded the maximum allowed size"))
                        .write(PLAIN))
                .isEqualTo(WriteAnswer.itemTooLarge(KEY));
        assertThat(over(cancelled("{\"Code\":\"None\"},{\"Code\":\"ValidationError\",\"Message\":"
                                + "\"Item size to update has exceeded the maximum allowed size\"}"))
                        .write(TRANSACTION))
                .isEqualTo(WriteAnswer.itemTooLarge(new Key(Table.JOBS, "p", "b")));
        assertThat(over(validation("Member must satisfy: transaction payload size exceeded"))
                        .write(TRANSACTION))
                .isEqualTo(WriteAnswer.writeTooLarge(TRANSACTION));
        assertThatThrownBy(() -> over(validation("An operand in the update expression has an incorrect data type"))
                        .write(PLAIN))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> over(validation("Invalid UpdateExpression")).write(PLAIN))
                .isInstanceOf(DynamoDbException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ResourceNotFoundException", "AccessDeniedException", "IdempotentParameterMismatchException"})
    void a_broken_stack_is_thrown_as_it_is(String type) {
        DynamoDbRecords records = over(CannedHttp.answering(400, CannedHttp.error(type, "no")));

        assertThatThrownBy(() -> records.write(TRANSACTION)).isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> records.get(KEY)).isInstanceOf(DynamoDbException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"SS\":[\"a\"]}", "{\"NULL\":true}", "{\"N\":\"1.5\"}", "{\"N\":\"9223372036854775808\"}"})
    void what_no_record_holds_is_named(String value) {
        DynamoDbRecords records = over(CannedHttp.answering(
                200, "{\"Item\":{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"head\"},\"strange\":" + value + "}}"));

        assertThatThrownBy(() -> records.get(KEY))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("Jobs p/head: attribute \"strange\"");
    }

    @Test
    void what_is_too_large_is_not_even_sent() {
        byte[] large = new byte[500_000];
        Operation put = Operation.put(Item.at(KEY).with("bytes", large).build()).when(Condition.itemAbsent());

        assertThat(over(CannedHttp.breaking()).write(Write.of(put))).isEqualTo(WriteAnswer.itemTooLarge(KEY));
    }

    @Test
    void table_names_come_from_the_environment_and_a_missing_one_is_named() {
        Map<String, String> environment =
                Map.of("PROJECTS_TABLE", "p", "JOBS_TABLE", "j", "PARTIAL_STATES_TABLE", "ps", "SESSIONS_TABLE", "s");

        assertThat(TableNames.from(environment).of(Table.PARTIAL_STATES)).isEqualTo("ps");
        assertThatThrownBy(() -> TableNames.from(Map.of("PROJECTS_TABLE", "p")))
                .hasMessageContaining("JOBS_TABLE must name the DynamoDB table for Jobs");
        assertThatThrownBy(() -> new TableNames(Map.of())).hasMessageContaining("Projects");
    }

    private static CannedHttp validation(String message) {
        return CannedHttp.answering(400, CannedHttp.error("ValidationException", message));
    }

    private static CannedHttp cancelled(String reasons) {
        return CannedHttp.answering(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"Transaction cancelled\",\"CancellationReasons\":[" + reasons + "]}");
    }

    private static DynamoDbRecords over(SdkHttpClient http) {
        return new DynamoDbRecords(
                DynamoDbLocal.clients(URI.create("http://127.0.0.1:1"), http).dynamoDb(), DynamoDbLocal.tables());
    }
}
