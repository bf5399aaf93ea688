package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> DIVISIONS = Set.of("/", "%");

    /** Bytes of one value: eight for a number, one for a character. */
    static final int VALUE_BYTES = 6_990_256;
    /** Bytes that one element of an array counts at least. */
    static final int ELEMENT_BYTES = 8;

    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    /** What is being evaluated, from the outside to the inside. */
    private final Parser.Symbol[] open = new Parser.Symbol[LEVELS];

    private int depth;
    private int operands;
    private boolean indefinite;
    private long given;

    /** An evaluation went too far, which AWS says in other punctuation than an error in the expression. */
    static final class Exceeded extends JException {
        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return getError();
        }
    }

    void watch(Jsonata.Frame frame) {
        frame.setEvaluateEntryCallback((symbol, input, scope) -> enter(symbol));
        frame.setEvaluateExitCallback((symbol, input, scope, result) -> leave(result));
    }

    private void enter(Parser.Symbol symbol) {
        if (depth == LEVELS) {
            throw new Exceeded(
                    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as"
                            + " tail-recursive. Depth=" + (depth + 1) + " max=" + LEVELS);
        }
        open[depth++] = symbol;
        checkTime();
    }

    private void leave(@Nullable Object result) {
        depth--;
        if (depth == 1 && result instanceof Number) {
            operands++;
        } else if (depth == 0 && result == null) {
            indefinite = operands == 2 && DIVISIONS.contains(Wording.operator(open[0]));
        }
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

    /** What was being evaluated when an error came; null if nothing was. */
    Parser.@Nullable Symbol innermost() {
        return depth == 0 ? null : open[depth - 1];
    }

    /** Whether the expression as a whole is a division of two numbers that gives no number. */
    boolean isIndefinite() {
        return indefinite;
    }

    /** Whether what went wrong did so in the last step of the expression. */
    boolean isInLastStep() {
        return depth == 1;
    }

    void checkTime() {
        if (System.nanoTime() - deadline > 0) {
            throw new Exceeded("Expression evaluation timeout: Check for infinite loop");
        }
    }

    static void checkSize(long bytes) {
        if (bytes > VALUE_BYTES) {
            throw outOfMemory();
        }
    }

    static Exceeded outOfMemory() {
        return new Exceeded("Expression evaluation memory limit exceeded: Check for excessive memory usage");
    }
}
