package dev.kintsugi.local.store;

import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.UnderFaults;

/** The contract in a SQLite file on a bad day. */
class SqliteRecordsUnderFaultsTest extends SqliteRecordsTest {
    @Override
    protected Records open() {
        return UnderFaults.of(super.open(), 2_026);
    }
}
