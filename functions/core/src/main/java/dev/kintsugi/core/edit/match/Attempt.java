package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.Tier;
import java.util.List;

/** What came of trying one replacement on one file. */
public sealed interface Attempt {
    /**
     * The file's new text.
     *
     * @param from 0-based first line of the region replaced
     * @param to the line after the region's last, in the new text
     * @param added by how many lines the file grew
     */
    record Changed(String text, Tier tier, int from, int to, int added) implements Attempt {}

    /** The replacement already stands there, from this 0-based line. */
    record Standing(int line) implements Attempt {}

    /** No place, or more than one, or one that must not be changed. */
    record Refused(Reason reason, int suggestedLine, List<Candidate> candidates) implements Attempt {
        static Refused plainly(Reason reason) {
            return new Refused(reason, 0, List.of());
        }
    }
}
