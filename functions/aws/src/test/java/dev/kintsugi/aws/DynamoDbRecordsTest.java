package dev.kintsugi.aws;

import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.RecordsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over HTTP against DynamoDB Local. */
class DynamoDbRecordsTest extends RecordsContract {
    static DynamoDbLocal dynamoDb;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = DynamoDbLocal.start();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Override
    protected Records open() {
        return new DynamoDbRecords(dynamoDb.client(), DynamoDbLocal.tables());
    }
}
