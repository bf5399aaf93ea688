package dev.kintsugi.local.store;

import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.RecordsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract in a SQLite file. */
class SqliteRecordsTest extends RecordsContract {
    private static SqliteFile file;

    @BeforeAll
    static void open(@TempDir Path folder) {
        file = SqliteFile.open(folder.resolve("state.db"));
    }

    @AfterAll
    static void close() {
        file.close();
    }

    @Override
    protected Records open() {
        return new SqliteRecords(file);
    }
}
