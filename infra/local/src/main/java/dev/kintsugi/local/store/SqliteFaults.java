package dev.kintsugi.local.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * What SQLite's errors mean.
 *
 * <table>
 * <caption>By the error's primary code</caption>
 * <tr><td>SQLITE_BUSY, SQLITE_LOCKED</td><td>busy: another process held the file for too long; nothing happened</td></tr>
 * <tr><td>SQLITE_INTERRUPT, no code (this thread was interrupted)</td><td>busy: it may have happened</td></tr>
 * <tr><td>all else: no room on the disk, not readable, not a database</td><td>a person must look: {@link StoreException}</td></tr>
 * </table>
 */
final class SqliteFaults {
    private static final int PRIMARY_CODE = 0xFF;

    private SqliteFaults() {}

    static boolean isPassing(SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        return code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_LOCKED.code
                || code == SQLiteErrorCode.SQLITE_INTERRUPT.code
                || failure.getCause() instanceof InterruptedException;
    }
}
