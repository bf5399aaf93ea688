package dev.kintsugi.core.job;

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

    public String stored() {
        return String.join(BETWEEN, id, outcome, Integer.toString(line), path);
    }

    public static EditRecord read(String stored) {
        String[] parts = stored.split(BETWEEN, PARTS);
        return new EditRecord(parts[0], parts[1], Integer.parseInt(parts[2]), parts[PARTS - 1]);
    }
}
