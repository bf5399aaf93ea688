package dev.kintsugi.local.store;

import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.queue.StrictQueuesContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract in a SQLite file. */
class SqliteQueuesTest extends StrictQueuesContract {
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
    protected Queues open(List<QueueSettings> settings, TestClock clock) {
        return new SqliteQueues(file, settings, clock);
    }
}
