package dev.kintsugi.core.job;

import java.util.Set;

/**
 * What became of one edit, in the job's ledger.
 *
 * @param id given once, when the edit was read from its reply, and kept
 * @param outcome a tier when it was applied ({@code exact}, {@code fuzzy} ...), {@code already-applied}, {@code failed}
 * @param line where, from 1; 0 when nobody knows
 */
public record EditRecord(String id, String outcome, int line, String path) {
    /** In characters; the whole path of a failed edit is kept with its text. */
    public static final int MAX_PATH = 200;

    public static final String FAILED = "failed";
    public static final String ALREADY_APPLIED = "already-applied";

    /** It failed, and its text stands in the file after all, or another edit took its place. */
    public static final String MADE_GOOD = "made-good";

    /** A person gave it up. */
    public static final String DROPPED = "dropped";

    /** A coder asked for it when it was asked for something else, and it failed: nobody misses it. */
    public static final String NOT_ASKED_FOR = "not-asked-for";

    private static final String BETWEEN = " ";
    private static final int PARTS = 4;

    public EditRecord {
        if (path.length() > MAX_PATH) {
            path = path.substring(0, Character.isHighSurrogate(path.charAt(MAX_PATH - 1)) ? MAX_PATH - 1 : MAX_PATH);
        }
        outcome = outcome.replace(' ', '-');
    }

    public boolean failed() {
        return outcome.equals(FAILED);
    }

    /** Whether it is in its file by itself. */
    public boolean isApplied() {
        return !Set.of(FAILED, MADE_GOOD, DROPPED, NOT_ASKED_FOR).contains(outcome);
    }

    public String stored() {
        return String.join(BETWEEN, id, outcome, Integer.toString(line), path);
    }

    public static EditRecord read(String stored) {
        String[] parts = stored.split(BETWEEN, PARTS);
        return new EditRecord(parts[0], parts[1], Integer.parseInt(parts[2]), parts[PARTS - 1]);
    }
}
