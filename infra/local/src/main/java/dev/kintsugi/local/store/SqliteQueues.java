package dev.kintsugi.local.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.queue.Delivery;
import dev.kintsugi.core.queue.Depth;
import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueRules;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.queue.QueuesBusyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Queues in the SQLite file. */
public final class SqliteQueues implements Queues {
    private static final String SEND = "INSERT INTO messages"
            + " (id, queue, body, attributes, sent_at, visible_at, receives) VALUES (?, ?, ?, ?, ?, ?, 0)";
    private static final String DROP_OLD = "DELETE FROM messages WHERE queue = ? AND sent_at <= ?";
    private static final String SET_ASIDE = "UPDATE messages"
            + " SET source = queue, queue = ?, visible_at = ?, receipt = NULL, receives = 0"
            + " WHERE queue = ? AND visible_at <= ? AND receives >= ?";
    private static final String WAITING = "SELECT number, id, body, attributes, sent_at, receives FROM messages"
            + " WHERE queue = ? AND visible_at <= ? ORDER BY number LIMIT ?";
    private static final String HAND_OUT =
            "UPDATE messages SET receipt = ?, receives = receives + 1, visible_at = ? WHERE number = ?";
    private static final String DELETE = "DELETE FROM messages WHERE queue = ? AND receipt = ?";
    private static final String HIDE =
            "UPDATE messages SET visible_at = ? WHERE queue = ? AND receipt = ? AND visible_at > ?";
    private static final String SEND_BACK = "INSERT INTO messages"
            + " (id, queue, body, attributes, sent_at, visible_at, receives)"
            + " SELECT lower(hex(randomblob(16))), source, body, attributes, ?, ?, 0 FROM messages"
            + " WHERE queue = ? AND source IS NOT NULL AND visible_at <= ? ORDER BY number";
    private static final String DROP_SENT_BACK =
            "DELETE FROM messages WHERE queue = ? AND source IS NOT NULL AND visible_at <= ?";
    private static final String DEPTH = "SELECT"
            + " count(*) FILTER (WHERE visible_at <= ?1) AS waiting,"
            + " count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NOT NULL) AS hidden,"
            + " count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NULL) AS delayed"
            + " FROM messages WHERE queue = ?2";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqliteFile file;
    private final QueueRules rules;
    private final InstantSource time;

    public SqliteQueues(SqliteFile file, Collection<QueueSettings> queues, InstantSource time) {
        this.file = file;
        this.rules = new QueueRules(queues);
        this.time = time;
    }

    @Override
    public void send(QueueName queue, Message message, Duration delay) {
        rules.settingsOf(queue);
        QueueRules.requireDelay(delay);
        long now = time.millis();
        writing(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SEND)) {
                statement.setString(1, UUID.randomUUID().toString());
                statement.setString(2, queue.text());
                statement.setString(3, message.body());
                statement.setString(4, written(message.attributes()));
                statement.setLong(5, now);
                statement.setLong(6, now + delay.toMillis());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Delivery> receive(QueueName queue, int most, Duration hidden) {
        QueueSettings settings = rules.settingsOf(queue);
        QueueRules.requireMost(most);
        QueueRules.requireHidden(hidden);
        long now = time.millis();
        if (depth(queue).waiting() == 0) {
            return List.of();
        }
        return writing(connection -> {
            change(
                    connection,
                    DROP_OLD,
                    queue.text(),
                    now - settings.retention().toMillis());
            Optional<QueueSettings.DeadLetters> letters = settings.deadLetters();
            if (letters.isPresent()) {
                QueueSettings.DeadLetters aside = letters.get();
                change(connection, SET_ASIDE, aside.queue().text(), now, queue.text(), now, aside.mostReceives());
            }
            return handOut(connection, queue, most, now, now + hidden.toMillis());
        });
    }

    @Override
    public void delete(QueueName queue, String receipt) {
        rules.settingsOf(queue);
        writing(connection -> change(connection, DELETE, queue.text(), receipt));
    }

    @Override
    public void hide(QueueName queue, String receipt, Duration duration) {
        rules.settingsOf(queue);
        QueueRules.requireHidden(duration);
        long now = time.millis();
        writing(connection -> change(connection, HIDE, now + duration.toMillis(), queue.text(), receipt, now));
    }

    @Override
    public void redrive(QueueName deadLetters) {
        rules.sourcesOf(deadLetters);
        long now = time.millis();
        writing(connection -> {
            change(connection, SEND_BACK, now, now, deadLetters.text(), now);
            return change(connection, DROP_SENT_BACK, deadLetters.text(), now);
        });
    }

    @Override
    public Depth depth(QueueName queue) {
        rules.settingsOf(queue);
        long now = time.millis();
        try {
            return file.read(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(DEPTH)) {
                    statement.setLong(1, now);
                    statement.setString(2, queue.text());
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        return new Depth(row.getLong("waiting"), row.getLong("hidden"), row.getLong("delayed"));
                    }
                }
            });
        } catch (SQLException failure) {
            throw of(failure);
        }
    }

    private static List<Delivery> handOut(Connection connection, QueueName queue, int most, long now, long returnsAt)
            throws SQLException {
        Map<Long, Delivery> deliveries = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setString(1, queue.text());
            statement.setLong(2, now);
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deliveries.put(row.getLong("number"), delivery(row));
                }
            }
        }
        // Only now, because a row that is changed while it is read may be read again.
        for (Map.Entry<Long, Delivery> handed : deliveries.entrySet()) {
            change(connection, HAND_OUT, handed.getValue().receipt(), returnsAt, handed.getKey());
        }
        return List.copyOf(deliveries.values());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                new Message(row.getString("body"), read(row.getString("attributes"))),
                UUID.randomUUID().toString(),
                Instant.ofEpochMilli(row.getLong("sent_at")),
                row.getInt("receives") + 1);
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            return statement.executeUpdate();
        }
    }

    private <T> T writing(SqliteFile.Work<T> work) {
        try {
            return file.write(work);
        } catch (SQLException failure) {
            throw of(failure);
        }
    }

    private RuntimeException of(SQLException failure) {
        return SqliteFaults.isPassing(failure)
                ? new QueuesBusyException(String.valueOf(failure.getMessage()), failure)
                : StoreException.broken(file.path(), failure);
    }

    private static String written(Map<String, String> attributes) {
        try {
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts is always JSON.", impossible);
        }
    }

    private static Map<String, String> read(String attributes) {
        try {
            return JSON.readValue(attributes, new TypeReference<>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A message's attributes are damaged: " + attributes, damaged);
        }
    }
}
