package dev.kintsugi.core.execute;

import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.records.Value;
import java.time.Instant;

/** The end of a continue in which nothing could be tried: what was missing still is, and the record says why. */
final class StaysPartial {
    private StaysPartial() {}

    /** Whether this job is being continued, so that it may come to nothing worse than partial. */
    static boolean isFor(JobDraft draft) {
        return ContinueRequest.underWay(draft.job()).isPresent();
    }

    static ExecuteOutcome conclude(JobDraft draft, Step step, PartialJobs partials, String why) {
        JobId id = draft.job().id();
        Instant since =
                ContinueRequest.underWay(draft.job()).map(ContinueRequest::at).orElse(step.entered());
        ExecuteOutcome outcome = new ExecuteOutcome.Partial(partials.missing(id));
        ContinueRequest.over(draft.change())
                .to(JobStatus.PARTIAL)
                .set("obstacle", Value.of(why))
                .concluded(step, StepAnswers.write(outcome, ExecuteOutcome.class));
        draft.with(Mark.put(id, Mark.Kind.PARTIAL, since)).write();
        return outcome;
    }
}
