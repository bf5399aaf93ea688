package dev.kintsugi.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.sqlite.SQLiteConfig;

/**
 * The one file. Every change goes through one writer thread, which commits what many callers want together, because
 * what a commit costs is the wait for the disk; each caller is answered after its commit and not before. Reads have
 * connections of their own and see what was committed last.
 *
 * <p>Several processes may have the file open: each change is decided inside SQLite's own write lock, and nothing is
 * remembered outside the file that a decision rests on.
 */
public final class SqliteFile implements AutoCloseable {
    /** How long one process waits for another's commit. */
    static final int LOCK_WAIT_MILLIS = 5_000;

    static final int READERS = 4;

    /** "Kint", so that another program's file is not taken for ours. */
    private static final int APPLICATION_ID = 0x4B696E74;

    private static final int SCHEMA_VERSION = 1;

    private static final String[] SCHEMA = {
        """
        CREATE TABLE records (
            tbl TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL,
            write_id TEXT NOT NULL, expires_at INTEGER, body TEXT NOT NULL,
            PRIMARY KEY (tbl, pk, sk))""",
        "CREATE INDEX records_expiring ON records (expires_at) WHERE expires_at IS NOT NULL",
        """
        CREATE TABLE messages (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL, queue TEXT NOT NULL, source TEXT,
            body TEXT NOT NULL, attributes TEXT NOT NULL,
            sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
            receipt TEXT, receives INTEGER NOT NULL)""",
        "CREATE INDEX messages_waiting ON messages (queue, visible_at)",
    };

    private final Path path;
    private final SqliteWriter writer;
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);

    private SqliteFile(Path path, SqliteWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /** Opens the file, or begins it; the folder is made when it is missing. */
    public static SqliteFile open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Connection connection = connect(path, false);
            prepare(path, connection);
            SqliteFile file = new SqliteFile(path, SqliteWriter.start(connection));
            for (int reader = 0; reader < READERS; reader++) {
                file.readers.add(connect(path, true));
            }
            return file;
        } catch (SQLException failure) {
            throw StoreException.cannotOpen(path, failure);
        } catch (IOException failure) {
            throw StoreException.cannotOpen(path, failure);
        }
    }

    /** Does something to the file, safely on disk when this returns. */
    <T> T write(Work<T> work) throws SQLException {
        return writer.write(work);
    }

    /** Looks at what was committed last. */
    <T> T read(Work<T> work) throws SQLException {
        Connection reader = take();
        try {
            return work.in(reader);
        } finally {
            readers.add(reader);
        }
    }

    Path path() {
        return path;
    }

    /** Waits for what was begun, then closes; the log beside the file is folded into it. */
    @Override
    public void close() {
        try {
            for (int reader = 0; reader < READERS; reader++) {
                take().close();
            }
            writer.close();
        } catch (SQLException failure) {
            throw StoreException.cannotClose(path, failure);
        }
    }

    private Connection take() throws SQLException {
        try {
            return readers.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", stopped);
        }
    }

    private static Connection connect(Path path, boolean reading) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(LOCK_WAIT_MILLIS);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path, config.toProperties());
        if (reading) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
        }
        return connection;
    }

    private static void prepare(Path path, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            int application = number(statement, "PRAGMA application_id");
            int version = number(statement, "PRAGMA user_version");
            int tables = number(statement, "SELECT count(*) FROM sqlite_schema");
            if (application != APPLICATION_ID && tables > 0) {
                throw StoreException.foreign(path);
            }
            if (version > SCHEMA_VERSION) {
                throw StoreException.newer(path, version, SCHEMA_VERSION);
            }
            if (version < SCHEMA_VERSION) {
                for (String part : SCHEMA) {
                    statement.execute(part);
                }
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
                statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
            }
            statement.execute("COMMIT");
        }
    }

    private static int number(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** Something to do with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
