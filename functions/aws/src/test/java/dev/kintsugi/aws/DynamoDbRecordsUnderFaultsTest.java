package dev.kintsugi.aws;

import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.UnderFaults;

/** The contract over HTTP against DynamoDB Local on a bad day. */
class DynamoDbRecordsUnderFaultsTest extends DynamoDbRecordsTest {
    @Override
    protected Records open() {
        return UnderFaults.of(super.open(), 1_121);
    }
}
