package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
