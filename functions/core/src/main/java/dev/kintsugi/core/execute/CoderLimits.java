package dev.kintsugi.core.execute;

import java.util.Map;

/**
 * What bounds one session of a coder besides time and money.
 *
 * @param turns replies in one cycle's session
 * @param edits edits in one cycle: more is no work but a flood
 * @param furtherTries how often failed edits are shown to the coder again before the job is partial
 */
public record CoderLimits(int turns, int edits, int furtherTries) {
    public static final int MAX_FURTHER_TRIES = 3;

    /** The variable that says how many further tries there are. */
    public static final String FURTHER_TRIES = "KINTSUGI_FURTHER_TRIES";

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

    /**
     * The usual ones with what an environment says of them.
     *
     * @throws IllegalArgumentException when {@value #FURTHER_TRIES} is no number from 0 to {@value #MAX_FURTHER_TRIES}
     */
    public static CoderLimits from(Map<String, String> environment) {
        String tries = environment.getOrDefault(FURTHER_TRIES, Integer.toString(USUAL.furtherTries()));
        if (!tries.matches("[0-" + MAX_FURTHER_TRIES + "]")) {
            throw new IllegalArgumentException("%s: expected a number from 0 to %d, found \"%s\""
                    .formatted(FURTHER_TRIES, MAX_FURTHER_TRIES, tries));
        }
        return USUAL.withFurtherTries(Integer.parseInt(tries));
    }

    public CoderLimits withFurtherTries(int tries) {
        return new CoderLimits(turns, edits, tries);
    }
}
