package dev.kintsugi.aws;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Verdict;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Records in DynamoDB. One try per call: {@link dev.kintsugi.core.records.PatientRecords} above it tries again, so the
 * client's own retries are off ({@link AwsClients}). A transaction's token is its write's, so a repetition within ten
 * minutes is known to the service itself; later and for plain writes the write id on the item tells.
 */
public final class DynamoDbRecords implements Records {
    private static final String QUERY_ALL = "#p = :p";
    private static final String QUERY_PREFIX = "#p = :p AND begins_with(#s, :s)";

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbRecords(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    @Override
    public Optional<Item> get(Key key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(tables.of(key.table()))
                .key(DynamoDbValues.ofKey(key))
                .consistentRead(true)
                .build();
        try {
            GetItemResponse found = client.getItem(request);
            return found.hasItem() ? Optional.of(DynamoDbValues.item(key, found.item())) : Optional.empty();
        } catch (SdkException failure) {
            throw DynamoDbFaults.ofReading(failure);
        }
    }

    @Override
    public Page query(Query query) {
        try {
            QueryResponse found = client.query(requestFor(query));
            List<Item> items =
                    found.items().stream().map(item -> item(query, item)).toList();
            return new Page(
                    items,
                    Optional.ofNullable(found.lastEvaluatedKey().get(Item.SORT_KEY))
                            .map(AttributeValue::s));
        } catch (SdkException failure) {
            throw DynamoDbFaults.ofReading(failure);
        }
    }

    @Override
    public WriteAnswer write(Write write) {
        Optional<WriteAnswer.Settled> tooLarge = Verdict.beforeLooking(write);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        try {
            if (write.isTransaction()) {
                client.transactWriteItems(transaction(write));
            } else {
                plain(write, write.operations().getFirst());
            }
            return WriteAnswer.done();
        } catch (SdkException failure) {
            return DynamoDbFaults.ofWriting(write, failure);
        }
    }

    private QueryRequest requestFor(Query query) {
        Map<String, String> names = new HashMap<>(Map.of("#p", Item.PARTITION_KEY));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":p", AttributeValue.fromS(query.partition())));
        if (!query.prefix().isEmpty()) {
            names.put("#s", Item.SORT_KEY);
            values.put(":s", AttributeValue.fromS(query.prefix()));
        }
        return QueryRequest.builder()
                .tableName(tables.of(query.table()))
                .keyConditionExpression(query.prefix().isEmpty() ? QUERY_ALL : QUERY_PREFIX)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .exclusiveStartKey(query.after()
                        .map(sort -> DynamoDbValues.ofKey(new Key(query.table(), query.partition(), sort)))
                        .orElse(null))
                .limit(query.most())
                .consistentRead(true)
                .scanIndexForward(true)
                .build();
    }

    private static Item item(Query query, Map<String, AttributeValue> attributes) {
        AttributeValue sort = attributes.get(Item.SORT_KEY);
        if (sort == null) {
            throw new IllegalStateException(
                    "DynamoDB answered an item of " + query.table().logicalName() + " without its sort key.");
        }
        return DynamoDbValues.item(new Key(query.table(), query.partition(), sort.s()), attributes);
    }

    private void plain(Write write, Operation operation) {
        DynamoDbExpression expression = DynamoDbExpression.of(operation, write.id());
        switch (operation) {
            case Operation.Put put ->
                client.putItem(PutItemRequest.builder()
                        .tableName(tables.of(put.key().table()))
                        .item(DynamoDbValues.ofItem(put.item(), write.id()))
                        .conditionExpression(expression.condition())
                        .expressionAttributeNames(expression.names())
                        .expressionAttributeValues(expression.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
            case Operation.Update update ->
                client.updateItem(UpdateItemRequest.builder()
                        .tableName(tables.of(update.key().table()))
                        .key(DynamoDbValues.ofKey(update.key()))
                        .updateExpression(expression.update())
                        .conditionExpression(expression.condition())
                        .expressionAttributeNames(expression.names())
                        .expressionAttributeValues(expression.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
            case Operation.Delete delete ->
                client.deleteItem(DeleteItemRequest.builder()
                        .tableName(tables.of(delete.key().table()))
                        .key(DynamoDbValues.ofKey(delete.key()))
                        .build());
            case Operation.Check check -> throw new IllegalStateException("A check is always a transaction: " + check);
        }
    }

    private TransactWriteItemsRequest transaction(Write write) {
        return TransactWriteItemsRequest.builder()
                .clientRequestToken(write.token())
                .transactItems(write.operations().stream()
                        .map(operation -> transacted(operation, DynamoDbExpression.of(operation, write.id()), write))
                        .toList())
                .build();
    }

    private TransactWriteItem transacted(Operation operation, DynamoDbExpression expression, Write write) {
        String table = tables.of(operation.key().table());
        return switch (operation) {
            case Operation.Put put ->
                TransactWriteItem.builder()
                        .put(part -> part.tableName(table)
                                .item(DynamoDbValues.ofItem(put.item(), write.id()))
                                .conditionExpression(expression.condition())
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build();
            case Operation.Update update ->
                TransactWriteItem.builder()
                        .update(part -> part.tableName(table)
                                .key(DynamoDbValues.ofKey(update.key()))
                                .updateExpression(expression.update())
                                .conditionExpression(expression.condition())
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build();
            case Operation.Delete delete ->
                TransactWriteItem.builder()
                        .delete(part -> part.tableName(table)
                                .key(DynamoDbValues.ofKey(delete.key()))
                                .conditionExpression(expression.condition())
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build();
            case Operation.Check check ->
                TransactWriteItem.builder()
                        .conditionCheck(part -> part.tableName(table)
                                .key(DynamoDbValues.ofKey(check.key()))
                                .conditionExpression(expression.condition())
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build();
        };
    }
}
