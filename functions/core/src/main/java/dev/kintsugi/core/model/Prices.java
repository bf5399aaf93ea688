package dev.kintsugi.core.model;

/**
 * What a model costs, in micro-dollars per million tokens: 3 dollars are 3,000,000.
 *
 * @param cacheRead tokens that came from the prompt cache
 * @param cacheWrite tokens that were written to it
 */
public record Prices(long input, long output, long cacheRead, long cacheWrite) {
    public static final Prices FREE = new Prices(0, 0, 0, 0);

    /** A thousand dollars per million tokens: a price beyond it is a slip of the pen. */
    public static final long MAX_PRICE = 1_000_000_000;

    private static final long TOKENS_PER_PRICE = 1_000_000;

    public Prices {
        for (long price : new long[] {input, output, cacheRead, cacheWrite}) {
            if (price < 0 || price > MAX_PRICE) {
                throw new IllegalArgumentException(
                        "a price is 0 to %d micro-dollars per million tokens, not %d".formatted(MAX_PRICE, price));
            }
        }
    }

    /** The cost in whole micro-dollars, rounded up: a budget may never be overrun by roundings. */
    public long cost(Usage usage) {
        long scaled = Math.addExact(
                Math.addExact(Math.multiplyExact(usage.input(), input), Math.multiplyExact(usage.output(), output)),
                Math.addExact(
                        Math.multiplyExact(usage.cacheRead(), cacheRead),
                        Math.multiplyExact(usage.cacheWrite(), cacheWrite)));
        return Math.ceilDiv(scaled, TOKENS_PER_PRICE);
    }

    /** The dearest way in which a prompt's tokens can be charged. */
    public long dearestInput() {
        return Math.max(input, Math.max(cacheRead, cacheWrite));
    }

    public boolean isFree() {
        return equals(FREE);
    }

    /** The dearer of two, price by price. */
    public Prices dearer(Prices other) {
        return new Prices(
                Math.max(input, other.input),
                Math.max(output, other.output),
                Math.max(cacheRead, other.cacheRead),
                Math.max(cacheWrite, other.cacheWrite));
    }
}
