package dev.kintsugi.core.model;

/**
 * Tokens of one exchange. The four counts do not overlap: input that came from a prompt cache, or was written to it, is
 * not in {@code input}.
 *
 * @param reported whether the server counted them; otherwise they are our estimate, on the high side
 */
public record Usage(long input, long output, long cacheRead, long cacheWrite, boolean reported) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, true);

    public Usage {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
            throw new IllegalArgumentException(
                    "token counts are never negative: %d, %d, %d, %d".formatted(input, output, cacheRead, cacheWrite));
        }
    }

    public static Usage reported(long input, long output) {
        return new Usage(input, output, 0, 0, true);
    }

    public static Usage estimated(long input, long output) {
        return new Usage(input, output, 0, 0, false);
    }

    /** All that the prompt came to, however it was charged. */
    public long prompt() {
        return input + cacheRead + cacheWrite;
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                reported && other.reported);
    }
}
