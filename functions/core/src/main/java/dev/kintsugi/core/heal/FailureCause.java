package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import java.util.Locale;
import java.util.Optional;

/** Why a task failed, as far as healing goes. */
public enum FailureCause {
    /** The last cycle ended in a failed check; that says more than anything else. */
    CHECK_FAILURE,
    /** The reviewer still objects. */
    MAX_CYCLES,
    /** The task's budget is spent. */
    BUDGET_EXCEEDED,
    /** Nothing that a narrower task would mend: cancelled, a repository that is gone, or something unknown. */
    UNHEALABLE;

    /** The verdict of a cycle whose check failed. */
    private static final String CHECK_FAILED = "check_failed";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FailureCause ofWord(String word) {
        for (FailureCause cause : values()) {
            if (cause.word().equals(word)) {
                return cause;
            }
        }
        return UNHEALABLE;
    }

    /** What an end means, seen together with the last cycle that was completed. */
    static FailureCause of(End end, Optional<Cycle> last) {
        FailureCause said = end.status().countsAsFailed() ? ofWord(end.cause()) : UNHEALABLE;
        boolean checkFailed = last.map(Cycle::verdict).equals(Optional.of(CHECK_FAILED));
        return said != UNHEALABLE && checkFailed ? CHECK_FAILURE : said;
    }
}
