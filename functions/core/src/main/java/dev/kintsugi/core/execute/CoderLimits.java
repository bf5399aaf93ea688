package dev.kintsugi.core.execute;

/**
 * What bounds one session of a coder besides time and money.
 *
 * @param turns replies in one cycle's session
 * @param edits edits in one cycle: more is no work but a flood
 * @param furtherTries how often failed edits are shown to the coder again before the job is partial
 */
public record CoderLimits(int turns, int edits, int furtherTries) {
    public static final int MAX_FURTHER_TRIES = 3;

    /** More edits would not fit the ledger of a cycle, which is one record. */
    public static final int MAX_EDITS = 1_000;

    public static final CoderLimits USUAL = new CoderLimits(50, MAX_EDITS, 1);

    public CoderLimits {
        if (turns < 1 || edits < 1 || edits > MAX_EDITS || furtherTries < 0 || furtherTries > MAX_FURTHER_TRIES) {
            throw new IllegalArgumentException(
                    "expected 1 turn or more, 1 to %d edits and 0 to %d further tries, found %d, %d and %d"
                            .formatted(MAX_EDITS, MAX_FURTHER_TRIES, turns, edits, furtherTries));
        }
    }

    public CoderLimits withFurtherTries(int tries) {
        return new CoderLimits(turns, edits, tries);
    }
}
