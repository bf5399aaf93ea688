package dev.kintsugi.models;

import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.TokenEstimate;
import java.util.OptionalInt;

/**
 * Notices that a server read only a part of the prompt, by the tokens it counted: far fewer than the prompt can have, or
 * exactly as many as a window holds. Ollama's OpenAI endpoint cuts at 4,096 without a word.
 */
final class CutPrompt {
    /** A count below this part of the least estimate, in percent, is far fewer. */
    static final int FAR_FEWER_PERCENT = 75;

    /** The smallest window anybody serves; below it a round number is chance. */
    private static final long SMALLEST_WINDOW = 2_048;

    private CutPrompt() {}

    static boolean suspected(ModelRequest sent, long counted, OptionalInt window) {
        if (counted * 100 < TokenEstimate.atLeast(sent) * FAR_FEWER_PERCENT) {
            return true;
        }
        boolean fullWindow = window.isPresent()
                ? counted >= window.getAsInt()
                : counted >= SMALLEST_WINDOW && Long.bitCount(counted) == 1;
        // Exactly a window, where more was sent than just fits: a count that is round by chance is one in thousands.
        return fullWindow && TokenEstimate.atMost(sent) > counted;
    }
}
