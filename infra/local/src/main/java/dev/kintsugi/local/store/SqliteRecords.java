package dev.kintsugi.local.store;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.PageFiller;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.RecentWrites;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.Verdict;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.records.WriteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Records in the SQLite file. */
public final class SqliteRecords implements Records {
    /** Sorts behind every printable character, so behind every key with the prefix before it. */
    private static final String BEHIND_ALL = "\u007f";

    private static final String GET = "SELECT write_id, body FROM records WHERE tbl = ? AND pk = ? AND sk = ?";
    private static final String QUERY = "SELECT sk, write_id, body FROM records"
            + " WHERE tbl = ? AND pk = ? AND sk >= ? AND sk > ? AND sk < ? ORDER BY sk LIMIT ?";
    private static final String PUT =
            "INSERT OR REPLACE INTO records (tbl, pk, sk, write_id, expires_at, body) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM records WHERE tbl = ? AND pk = ? AND sk = ?";
    private static final String DELETE_EXPIRED = "DELETE FROM records WHERE expires_at <= ?";

    private final SqliteFile file;
    private final RecentWrites recent = new RecentWrites();

    public SqliteRecords(SqliteFile file) {
        this.file = file;
    }

    @Override
    public Optional<Item> get(Key key) {
        try {
            return file.read(connection -> find(connection, key));
        } catch (SQLException failure) {
            throw ofReading(failure);
        }
    }

    @Override
    public Page query(Query query) {
        try {
            return file.read(connection -> page(connection, query));
        } catch (SQLException failure) {
            throw ofReading(failure);
        }
    }

    @Override
    public WriteAnswer write(Write write) {
        if (recent.has(write)) {
            return WriteAnswer.done();
        }
        try {
            WriteAnswer.Settled answer = file.write(connection -> decide(connection, write));
            if (answer instanceof WriteAnswer.Done) {
                recent.add(write);
            }
            return answer;
        } catch (SQLException failure) {
            if (SqliteFaults.isPassing(failure)) {
                return new WriteAnswer.Busy(String.valueOf(failure.getMessage()));
            }
            throw StoreException.broken(file.path(), failure);
        }
    }

    /** Forgets what has expired; DynamoDB does this by itself. Returns how many items that were. */
    public int forgetExpired(Instant now) {
        try {
            return file.write(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(DELETE_EXPIRED)) {
                    statement.setLong(1, now.getEpochSecond());
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException failure) {
            throw ofReading(failure);
        }
    }

    private RuntimeException ofReading(SQLException failure) {
        return SqliteFaults.isPassing(failure)
                ? new RecordsBusyException(String.valueOf(failure.getMessage()), failure)
                : StoreException.broken(file.path(), failure);
    }

    /** Runs inside the writer's transaction, so what it finds cannot change before it has decided. */
    private static WriteAnswer.Settled decide(Connection connection, Write write) throws SQLException {
        Map<Key, Optional<Item>> found = new HashMap<>();
        if (Verdict.beforeLooking(write).isEmpty()) {
            for (var operation : write.operations()) {
                found.put(operation.key(), find(connection, operation.key()));
            }
        }
        Verdict verdict = Verdict.on(write, key -> found.getOrDefault(key, Optional.empty()));
        for (Map.Entry<Key, Optional<Item>> change : verdict.changes().entrySet()) {
            change(connection, change.getKey(), change.getValue(), write.id());
        }
        return verdict.answer();
    }

    private static Optional<Item> find(Connection connection, Key key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GET)) {
            setKey(statement, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(item(key, row.getString("write_id"), row.getString("body")))
                        : Optional.empty();
            }
        }
    }

    private static Page page(Connection connection, Query query) throws SQLException {
        PageFiller page = new PageFiller(query);
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, query.table().logicalName());
            statement.setString(2, query.partition());
            statement.setString(3, query.prefix());
            statement.setString(4, query.after().orElse(""));
            statement.setString(5, query.prefix() + BEHIND_ALL);
            statement.setInt(6, query.most() + 1);
            try (ResultSet row = statement.executeQuery()) {
                boolean takes = true;
                while (takes && row.next()) {
                    Key key = new Key(query.table(), query.partition(), row.getString("sk"));
                    takes = page.takes(item(key, row.getString("write_id"), row.getString("body")));
                }
            }
        }
        return page.page();
    }

    private static Item item(Key key, String writeId, String body) {
        return Item.of(key, ItemJson.read(key, body)).writtenBy(new WriteId(writeId));
    }

    private static void change(Connection connection, Key key, Optional<Item> after, WriteId id) throws SQLException {
        if (after.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                setKey(statement, key);
                statement.executeUpdate();
            }
            return;
        }
        Item item = after.get();
        try (PreparedStatement statement = connection.prepareStatement(PUT)) {
            setKey(statement, key);
            statement.setString(4, id.text());
            if (item.find(Item.EXPIRES_AT).orElse(null) instanceof Value.Whole seconds) {
                statement.setLong(5, seconds.number());
            } else {
                statement.setNull(5, Types.INTEGER);
            }
            statement.setString(6, ItemJson.written(item.attributes()));
            statement.executeUpdate();
        }
    }

    private static void setKey(PreparedStatement statement, Key key) throws SQLException {
        statement.setString(1, key.table().logicalName());
        statement.setString(2, key.partition());
        statement.setString(3, key.sort());
    }
}
