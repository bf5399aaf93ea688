package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation that runs too long, nests too deep or builds too large a value, so that no expression can hang or
 * exhaust the engine. The limits are AWS's: five seconds, 100 levels, 6,990,256 bytes in one value.
 */
final class EvaluationBounds {
    /** Seconds that one evaluation may take. */
    static final long SECONDS = 5;
    /** Levels that an expression may nest. */
    static final int LEVELS = 100;
    /** Bytes of one value: eight for a number, one for a character. */
    static final int VALUE_BYTES = 6_990_256;
    /** Bytes that one element of an array counts at least. */
    static final int ELEMENT_BYTES = 8;

    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    private int depth;
    private long given;

    void watch(Jsonata.Frame frame) {
        frame.setEvaluateEntryCallback((symbol, input, scope) -> enter());
        frame.setEvaluateExitCallback((symbol, input, scope, result) -> leave(result));
    }

    private void enter() {
        depth++;
        if (depth > LEVELS) {
            throw new JException(
                    "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as"
                            + " tail-recursive. Depth=" + depth + " max=" + LEVELS,
                    -1);
        }
        checkTime();
    }

    private void leave(Object result) {
        depth--;
        if (result instanceof String text) {
            checkSize(text.length());
        } else if (result instanceof List<?> items) {
            checkSize((long) items.size() * ELEMENT_BYTES);
        }
    }

    /** Counts what goes into the result: a value that is in it a million times is written a million times. */
    void give(@Nullable Object value) {
        given += value instanceof String text ? text.length() : ELEMENT_BYTES;
        checkSize(given);
    }

    /** Refuses a value whose text would be too large, before the text is made. */
    static void checkText(@Nullable Object value) {
        checkSize(text(value, 0));
    }

    private static long text(@Nullable Object value, long before) {
        long size = before + (value instanceof String text ? text.length() : 1);
        checkSize(size);
        if (value instanceof List<?> items) {
            for (Object item : items) {
                size = text(item, size);
            }
        } else if (value instanceof Map<?, ?> fields) {
            for (Object field : fields.values()) {
                size = text(field, size);
            }
        }
        return size;
    }

    void checkTime() {
        if (System.nanoTime() - deadline > 0) {
            throw new JException("Expression evaluation timeout: Check for infinite loop", -1);
        }
    }

    static void checkSize(long bytes) {
        if (bytes > VALUE_BYTES) {
            throw new JException("Expression evaluation memory limit exceeded", -1);
        }
    }
}
