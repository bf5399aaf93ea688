package dev.kintsugi.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.MeteredRecords;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What we count is what DynamoDB says it consumed, for items of any size just around its steps. */
class DynamoDbUnitsTest {
    private static final Key KEY = new Key(Table.JOBS, "units", "head");

    @Test
    void what_is_counted_is_what_dynamodb_says_it_consumed() throws Exception {
        Random random = new Random(5);
        try (DynamoDbLocal dynamoDb = DynamoDbLocal.start()) {
            Told told = new Told();
            MeteredRecords mine = new MeteredRecords(new DynamoDbRecords(dynamoDb.client(), DynamoDbLocal.tables()));
            Records theirs = new DynamoDbRecords(telling(dynamoDb, told), DynamoDbLocal.tables());
            for (int bytes : List.of(0, 900, 940, 950, 960, 970, 980, 1_000, 1_960, 1_990, 4_030, 4_050, 9_000)) {
                for (Operation.Update update : updates(bytes, random)) {
                    mine.settle(update);
                    assertSame(mine, told, () -> theirs.get(KEY), () -> mine.get(KEY));
                    assertSame(
                            mine,
                            told,
                            () -> theirs.query(Query.of(Table.JOBS, "units")),
                            () -> mine.query(Query.of(Table.JOBS, "units")));
                    assertSame(mine, told, () -> theirs.settle(update), () -> mine.settle(update));
                }
            }
            Operation check = Operation.check(KEY, Condition.itemPresent());
            Operation other =
                    Operation.put(Item.at(new Key(Table.JOBS, "units", "other")).build());
            assertSame(mine, told, () -> theirs.settle(other), () -> mine.settle(other));
            assertSame(mine, told, () -> theirs.settle(check, other), () -> mine.settle(check, other));
        }
    }

    private static List<Operation.Update> updates(int bytes, Random random) {
        List<Operation.Update> updates = new ArrayList<>();
        for (int variant = 0; variant < 3; variant++) {
            long number = random.nextLong() >> random.nextInt(64);
            updates.add(Operation.update(KEY)
                    .set("text", "x".repeat(bytes))
                    .set("number", number)
                    .set("tens", number / 1_000_000 * 1_000));
        }
        return updates;
    }

    private static void assertSame(MeteredRecords mine, Told told, Runnable theirCall, Runnable myCall) {
        double before = told.units;
        theirCall.run();
        double consumed = told.units - before;
        var counted = mine.units();
        myCall.run();
        var units = mine.units().minus(counted);
        assertThat((double) units.read() + units.written()).isEqualTo(consumed);
        assertThat(units.requests()).isEqualTo(1);
    }

    private static DynamoDbClient telling(DynamoDbLocal dynamoDb, Told told) {
        return DynamoDbClient.builder()
                .region(software.amazon.awssdk.regions.Region.EU_WEST_1)
                .endpointOverride(dynamoDb.endpoint())
                .credentialsProvider(DynamoDbLocal.clients(dynamoDb.endpoint(), AwsClients.lightHttp())
                        .credentials())
                .httpClient(AwsClients.lightHttp())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(told))
                .build();
    }

    /** Asks every call what it consumed, and adds it up. */
    private static final class Told implements ExecutionInterceptor {
        private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

        private double units;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return switch (context.request()) {
                case GetItemRequest get ->
                    get.toBuilder().returnConsumedCapacity(TOTAL).build();
                case QueryRequest query ->
                    query.toBuilder().returnConsumedCapacity(TOTAL).build();
                case PutItemRequest put ->
                    put.toBuilder().returnConsumedCapacity(TOTAL).build();
                case UpdateItemRequest update ->
                    update.toBuilder().returnConsumedCapacity(TOTAL).build();
                case DeleteItemRequest delete ->
                    delete.toBuilder().returnConsumedCapacity(TOTAL).build();
                case TransactWriteItemsRequest transaction ->
                    transaction.toBuilder().returnConsumedCapacity(TOTAL).build();
                default -> context.request();
            };
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            for (ConsumedCapacity consumed : consumedBy(context.response())) {
                units += consumed.capacityUnits();
            }
        }

        private static List<ConsumedCapacity> consumedBy(SdkResponse response) {
            return switch (response) {
                case GetItemResponse get -> List.of(get.consumedCapacity());
                case QueryResponse query -> List.of(query.consumedCapacity());
                case PutItemResponse put -> List.of(put.consumedCapacity());
                case UpdateItemResponse update -> List.of(update.consumedCapacity());
                case DeleteItemResponse delete -> List.of(delete.consumedCapacity());
                case TransactWriteItemsResponse transaction -> transaction.consumedCapacity();
                default -> List.of();
            };
        }
    }
}
