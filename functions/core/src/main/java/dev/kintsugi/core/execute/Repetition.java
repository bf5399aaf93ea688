package dev.kintsugi.core.execute;

import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.round.PlainText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Notices a coder that asks the same and is answered the same, turn after turn: it has lost its way, and every further turn
 * is paid for with a longer prompt.
 */
final class Repetition {
    /** Turns in a row with the same calls and the same answers, after which it is not asked any more. */
    static final int MAX_TURNS = 5;

    /** Characters of a call that is named. */
    private static final int MAX_CALL_CHARS = 100;

    private List<String> last = List.of();
    private int turns;

    /** Counts a turn; whether it was one of the same too many. */
    boolean isStuckAfter(List<ToolCall> calls, List<ToolResult> results) {
        List<String> said = Stream.concat(
                        calls.stream().map(ToolCall::wholeText),
                        results.stream().map(ToolResult::text))
                .toList();
        turns = said.equals(last) ? turns + 1 : 1;
        last = said;
        return turns >= MAX_TURNS;
    }

    /** What it does again and again. */
    String sentence() {
        return "the coder called %s %d times in a row and was answered the same each time; a clearer task or another model helps"
                .formatted(PlainText.shortened(PlainText.line(last.getFirst()), MAX_CALL_CHARS), turns);
    }
}
