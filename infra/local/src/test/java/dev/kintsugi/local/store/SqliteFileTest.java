package dev.kintsugi.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.UnreadableRecordException;
import dev.kintsugi.core.records.WriteAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file survives, and whom it refuses. */
class SqliteFileTest {
    private static final Key KEY = new Key(Table.JOBS, "p", "head");

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name_the_file() {
        path = folder.resolve("deep/er/state.db");
    }

    @Test
    void what_was_written_is_there_when_the_file_is_opened_again() {
        QueueName queue = new QueueName("interrupted");
        List<QueueSettings> queues = List.of(QueueSettings.of(queue));
        try (SqliteFile file = SqliteFile.open(path)) {
            new SqliteRecords(file)
                    .settle(Operation.put(Item.at(KEY).with("n", 1).build()));
            new SqliteQueues(file, queues, InstantSource.system()).send(queue, Message.of("ticket"));
        }
        try (SqliteFile file = SqliteFile.open(path)) {
            assertThat(new SqliteRecords(file).get(KEY))
                    .contains(Item.at(KEY).with("n", 1).build());
            assertThat(new SqliteQueues(file, queues, InstantSource.system()).receive(queue, 1, Duration.ZERO))
                    .hasSize(1);
        }
    }

    @Test
    void everything_that_was_answered_survives_kill_9_and_no_write_survives_by_half() throws Exception {
        List<String> answered = new ArrayList<>();
        try (CountingProcess process = CountingProcess.start(path, "a", 1_000_000)) {
            while (answered.size() < 100) {
                answered.add(process.nextAnswered());
            }
            process.kill();
            for (String more = process.nextAnswered(); more != null; more = process.nextAnswered()) {
                answered.add(more);
            }
        }
        try (SqliteFile file = SqliteFile.open(path)) {
            SqliteRecords records = new SqliteRecords(file);
            List<String> kept = records.stream(Query.of(Table.JOBS, CountingProcess.PARTITION))
                    .map(item -> item.key().sort())
                    .toList();
            // The last line may have been cut off by the kill; every whole one is an answer.
            answered.removeLast();
            assertThat(kept).containsAll(answered);
            assertThat(records.get(CountingProcess.COUNT).orElseThrow().number("sum"))
                    .isEqualTo(kept.size());
        }
    }

    @Test
    void two_processes_on_one_file_count_together() throws Exception {
        int each = 60;
        try (SqliteFile file = SqliteFile.open(path);
                CountingProcess process = CountingProcess.start(path, "theirs", each)) {
            SqliteRecords records = new SqliteRecords(file);
            assertThat(process.nextAnswered()).isEqualTo("theirs0");
            for (int number = 0; number < each; number++) {
                assertThat(CountingProcess.count(records, "ours" + number)).isEqualTo(WriteAnswer.done());
            }
            while (process.nextAnswered() != null) {
                assertThat(records.get(CountingProcess.COUNT)).isPresent();
            }
            assertThat(records.get(CountingProcess.COUNT).orElseThrow().number("sum"))
                    .isEqualTo(2L * each);
        }
    }

    @Test
    void a_file_of_another_program_is_refused_and_left_alone() throws Exception {
        Path foreign = folder.resolve("foreign.db");
        execute(foreign, "CREATE TABLE theirs (x)");
        byte[] before = Files.readAllBytes(foreign);

        assertThatThrownBy(() -> SqliteFile.open(foreign))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another program")
                .hasMessageContaining("--data");

        assertThat(Files.readAllBytes(foreign)).hasSameSizeAs(before);
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.db"), "hello, I am text ".repeat(100));

        assertThatThrownBy(() -> SqliteFile.open(text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be opened");
        assertThat(text).content().startsWith("hello");
    }

    @Test
    void a_file_of_a_newer_version_is_refused_by_name() throws Exception {
        SqliteFile.open(path).close();
        execute(path, "PRAGMA user_version = 99");

        assertThatThrownBy(() -> SqliteFile.open(path))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version (schema 99, this one knows 1)");
    }

    @Test
    void a_folder_in_the_way_is_one_clear_error() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("state"));

        assertThatThrownBy(() -> SqliteFile.open(inTheWay))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(inTheWay.toString());
    }

    @Test
    void a_record_that_was_damaged_by_hand_is_named() throws Exception {
        try (SqliteFile file = SqliteFile.open(path)) {
            SqliteRecords records = new SqliteRecords(file);
            for (String body : List.of("{\"n\": 1.5}", "[]", "{\"n\": null}", "{\"n\": ", "{}{}", "nonsense", "")) {
                execute(path, "INSERT OR REPLACE INTO records VALUES ('Jobs', 'p', 'head', 'w', NULL, '" + body + "')");

                assertThatThrownBy(() -> records.get(KEY))
                        .as(body)
                        .isInstanceOf(UnreadableRecordException.class)
                        .hasMessageContaining("Jobs p/head");
            }
        }
    }

    @Test
    void what_has_expired_is_forgotten_when_it_is_asked_to() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        try (SqliteFile file = SqliteFile.open(path)) {
            SqliteRecords records = new SqliteRecords(file);
            records.settle(
                    Operation.put(Item.at(new Key(Table.SESSIONS, "p", "old"))
                            .expiring(now)
                            .build()),
                    Operation.put(Item.at(new Key(Table.SESSIONS, "p", "young"))
                            .expiring(now.plusSeconds(1))
                            .build()),
                    Operation.put(Item.at(new Key(Table.SESSIONS, "p", "kept")).build()));

            assertThat(records.forgetExpired(now)).isEqualTo(1);

            assertThat(records.stream(Query.of(Table.SESSIONS, "p"))
                            .map(item -> item.key().sort()))
                    .containsExactly("kept", "young");
        }
    }

    @Test
    void a_closed_file_writes_nothing_and_says_so() {
        SqliteFile file = SqliteFile.open(path);
        file.close();

        assertThatThrownBy(() -> new SqliteRecords(file).settle(Operation.delete(KEY)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the file is closed");
    }

    @Test
    void a_caller_whose_work_fails_does_not_undo_the_others() throws Exception {
        try (SqliteFile file = SqliteFile.open(path)) {
            SqliteRecords records = new SqliteRecords(file);
            List<Thread> callers = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                Key key = new Key(Table.JOBS, "p", "i" + number);
                boolean fails = number % 2 == 1;
                callers.add(Thread.ofVirtual()
                        .start(() -> assertThatWorks(
                                fails,
                                () -> file.write(connection -> {
                                    try (Statement statement = connection.createStatement()) {
                                        statement.execute("INSERT INTO records VALUES ('Jobs', 'p', '" + key.sort()
                                                + "', 'w', NULL, '{}')");
                                    }
                                    if (fails) {
                                        throw new SQLException("no room");
                                    }
                                    return true;
                                }))));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(records.stream(Query.of(Table.JOBS, "p"))).hasSize(10);
        }
    }

    private interface Work {
        boolean done() throws SQLException;
    }

    private static void assertThatWorks(boolean fails, Work work) {
        if (fails) {
            assertThatThrownBy(work::done).isInstanceOf(SQLException.class).hasMessage("no room");
        } else {
            try {
                assertThat(work.done()).isTrue();
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
