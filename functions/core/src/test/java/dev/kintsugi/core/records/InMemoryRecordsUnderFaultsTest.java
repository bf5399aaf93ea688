package dev.kintsugi.core.records;

/** The contract in memory on a bad day. */
class InMemoryRecordsUnderFaultsTest extends RecordsContract {
    @Override
    protected Records open() {
        return UnderFaults.of(new InMemoryRecords(), 20_261_121);
    }
}
