package dev.kintsugi.core.round;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.review.Finding;
import java.util.List;

/** The ends that a job may come to, each with its word and what a person reads. */
public final class Ends {
    /** Characters of a finding that is quoted; whole it stands on its cycle. */
    private static final int MAX_FINDING_CHARS = 300;

    /** The word for a spent budget. */
    public static final String BUDGET = "budget_exceeded";

    private Ends() {}

    /** The repository cannot be worked in, and will not be before somebody changes something. */
    public static End repository(String reason) {
        return new End(JobStatus.FAILED, "repository", reason);
    }

    /** The job's branch is not what was recorded, in a way that is not built upon. */
    public static End drift(String branch, String how) {
        return new End(
                JobStatus.FAILED,
                "drift",
                "branch %s is not as recorded: %s; look at it, then go on with --accept-drift".formatted(branch, how));
    }

    public static End declined(String branch, String reason) {
        return new End(
                JobStatus.FAILED,
                "push_declined",
                "the repository does not take a push to %s: %s".formatted(branch, reason));
    }

    public static End budget(String reason) {
        return new End(JobStatus.FAILED, BUDGET, reason);
    }

    public static End checks(int cycles, List<Finding> open) {
        return new End(
                JobStatus.FAILED,
                "check_failure",
                "a check still fails after %s; its output is in the last cycle's findings%s"
                        .formatted(PlainText.count(cycles, "cycle"), first(open)));
    }

    public static End cycles(int cycles, List<Finding> open) {
        return new End(
                JobStatus.ESCALATED,
                "max_cycles",
                "findings are still open after %s; they stand in the last cycle%s"
                        .formatted(PlainText.count(cycles, "cycle"), first(open)));
    }

    /** Most ends have one finding, and then it is the reason. */
    private static String first(List<Finding> open) {
        return open.isEmpty()
                ? ""
                : (open.size() == 1 ? ": " : ", the first: ")
                        + PlainText.shortened(PlainText.line(open.getFirst().shown()), MAX_FINDING_CHARS);
    }

    public static End noReport(int tries) {
        return new End(
                JobStatus.FAILED,
                "check_infrastructure",
                "the checks were started %d times and never left a report; look at the build's log, then retry"
                        .formatted(tries));
    }

    public static End conflict(int conflicts) {
        return new End(
                JobStatus.FAILED,
                "conflict",
                "the work did not fit the project's branch %d times; merge it by hand, or retry".formatted(conflicts));
    }

    /** The same model was asked for the same edits often enough. */
    public static End continues(String job, int most, String model, String branch) {
        return new End(
                JobStatus.FAILED,
                "max_continues",
                ("job %s was continued %d times, and %s is not asked again: name another model (--model), give an edit up"
                                + " (--drop), or make the change on branch %s by hand, then continue")
                        .formatted(job, most, model, branch));
    }

    public static End of(String cause, String reason) {
        return new End(JobStatus.FAILED, cause, reason);
    }
}
