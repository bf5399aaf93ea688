package dev.kintsugi.aws;

import dev.kintsugi.core.patience.Patience;
import dev.kintsugi.core.records.PatientRecords;
import dev.kintsugi.core.records.Records;
import java.time.Duration;
import java.util.Random;

/** The contract over HTTP that throttles, breaks, and loses answers after the deed. */
class DynamoDbRecordsOverBadNetworkTest extends DynamoDbRecordsTest {
    private static final long SEED = 42;
    private static final double SHARE = 0.1;

    @Override
    protected Records open() {
        Patience endless = new Patience(60, Duration.ZERO, Duration.ZERO, new Random(SEED), duration -> {});
        return new PatientRecords(
                new DynamoDbRecords(
                        dynamoDb.client(http -> CannedHttp.unreliable(http, new Random(SEED), SHARE)),
                        DynamoDbLocal.tables()),
                endless);
    }
}
