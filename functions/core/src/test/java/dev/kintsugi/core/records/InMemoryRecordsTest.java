package dev.kintsugi.core.records;

/** The contract in memory. */
class InMemoryRecordsTest extends RecordsContract {
    @Override
    protected Records open() {
        return new InMemoryRecords();
    }
}
