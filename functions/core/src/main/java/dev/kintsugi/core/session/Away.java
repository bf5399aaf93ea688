package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.PlainText;
import java.util.Map;
import java.util.Optional;

/**
 * A model that could not be asked, on the job's record: so that those who watch know what is being waited for, and the
 * waiting has an end.
 *
 * @param reason what was found instead of the model
 * @param visits how often in a row
 * @param most after how many it is given up
 */
public record Away(String reason, int visits, int most) {
    /** Characters of the reason: it stands on the job's head, which every step reads. */
    static final int MAX_REASON_CHARS = 200;

    private static final String NAME = "away";

    static Away again(Job job, String reason, int most) {
        int before = of(job).filter(away -> !away.isGivenUp()).map(Away::visits).orElse(0);
        return new Away(PlainText.shortened(PlainText.line(reason), MAX_REASON_CHARS), before + 1, most);
    }

    /** What is waited for now, or was when the execution stopped; none when the last question was answered. */
    public static Optional<Away> of(Job job) {
        return job.facts()
                .findFields(NAME)
                .map(stored ->
                        new Away(stored.text("reason"), (int) stored.number("visits"), (int) stored.number("most")));
    }

    static String name() {
        return NAME;
    }

    Value stored() {
        return Value.of(Map.of("reason", Value.of(reason), "visits", Value.of(visits), "most", Value.of(most)));
    }

    boolean isGivenUp() {
        return visits >= most;
    }

    /** For those who watch. */
    public String sentence() {
        return isGivenUp()
                ? "%s; tried %d times".formatted(reason, visits)
                : "%s; trying again, %d of %d".formatted(reason, visits + 1, most);
    }
}
