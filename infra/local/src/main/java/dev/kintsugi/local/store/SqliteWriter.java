package dev.kintsugi.local.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes what callers want, as it comes, and commits it together: while the disk is
 * busy with one commit, the next one gathers. A caller whose work fails is undone alone; the others' stands.
 */
final class SqliteWriter implements AutoCloseable {
    /** Enough that the disk is the only thing waited for, few enough that nobody waits long for the others. */
    static final int COMMITTED_TOGETHER = 128;

    private final Connection connection;
    private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    private SqliteWriter(Connection connection) {
        this.connection = connection;
        this.thread = new Thread(this::run, "sqlite-writer");
        this.thread.setDaemon(true);
    }

    static SqliteWriter start(Connection connection) {
        SqliteWriter writer = new SqliteWriter(connection);
        writer.thread.start();
        return writer;
    }

    <T> T write(SqliteFile.Work<T> work) throws SQLException {
        Job<T> job = new Job<>(work);
        synchronized (this) {
            if (closed) {
                throw new SQLException("the file is closed");
            }
            waiting.add(job);
        }
        return job.result();
    }

    @Override
    public void close() throws SQLException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(Job.last());
        }
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }

    private void run() {
        boolean more = true;
        while (more) {
            List<Job<?>> jobs = gathered();
            more = jobs.stream().noneMatch(Job::isLast);
            commit(jobs.stream().filter(job -> !job.isLast()).toList());
        }
    }

    private List<Job<?>> gathered() {
        List<Job<?>> jobs = new ArrayList<>();
        while (jobs.isEmpty()) {
            try {
                jobs.add(waiting.take());
            } catch (InterruptedException nobodyMayStopTheWriter) {
                continue;
            }
            waiting.drainTo(jobs, COMMITTED_TOGETHER - 1);
        }
        return jobs;
    }

    private void commit(List<Job<?>> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                for (Job<?> job : jobs) {
                    job.doIn(connection, statement);
                }
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(statement, failure);
                throw failure;
            }
            jobs.forEach(Job::answer);
        } catch (SQLException | RuntimeException | Error failure) {
            jobs.forEach(job -> job.fail(failure));
        }
    }

    /** SQLite has sometimes rolled back already, and then says that there is nothing to roll back. */
    private static void rollBack(Statement statement, Throwable failure) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException nothingToRollBack) {
            failure.addSuppressed(nothingToRollBack);
        }
    }

    /** One caller's work, what came of it, and the caller who waits. */
    private static final class Job<T> {
        private final SqliteFile.@Nullable Work<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T done;
        private @Nullable Throwable failure;

        private Job(SqliteFile.@Nullable Work<T> work) {
            this.work = work;
        }

        private static Job<Boolean> last() {
            return new Job<>(null);
        }

        private boolean isLast() {
            return work == null;
        }

        private void doIn(Connection connection, Statement statement) throws SQLException {
            SqliteFile.Work<T> wanted = work;
            if (wanted == null) {
                return;
            }
            statement.execute("SAVEPOINT caller");
            try {
                done = wanted.in(connection);
            } catch (SQLException | RuntimeException mine) {
                failure = mine;
                statement.execute("ROLLBACK TO caller");
            }
            statement.execute("RELEASE caller");
        }

        @SuppressWarnings("NullAway") // what the work returned is what the caller declared, null or not
        private void answer() {
            if (failure == null) {
                answer.complete(done);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        private void fail(Throwable common) {
            answer.completeExceptionally(common);
        }

        private T result() throws SQLException {
            try {
                return answer.get();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while waiting for the commit", stopped);
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                if (cause instanceof RuntimeException bug) {
                    throw bug;
                }
                if (cause instanceof SQLException sql) {
                    throw new SQLException(sql.getMessage(), sql.getSQLState(), sql.getErrorCode(), sql);
                }
                throw new SQLException("the writer failed: " + cause, failed);
            }
        }
    }
}
