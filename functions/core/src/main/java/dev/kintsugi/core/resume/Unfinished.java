package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;

/** Finishes what an operator began and was cut off in, by saying the same once more for them. */
final class Unfinished {
    private final Resume resume;
    private final Retry retry;
    private final Skip skip;
    private final Reset reset;

    Unfinished(
            Records records, Workspaces workspaces, Executions executions, Continuing continuing, InstantSource clock) {
        this.resume = new Resume(records, workspaces, executions, continuing, clock);
        this.retry = new Retry(records, workspaces, executions, clock);
        this.skip = new Skip(records, workspaces, executions, clock);
        this.reset = new Reset(records, workspaces, executions, clock);
    }

    /** Whether it is done now. What is no action of these kinds is its own owner's to finish. */
    boolean finish(ProjectId id, OperatorAction action) {
        Words words = Words.of(action.wish());
        Acted acted = switch (action.kind()) {
            case "resume" -> resume.run(id, ResumeWish.read(words, action.caller()));
            case "retry" -> retry.run(id, RetryWish.read(words, action.caller()));
            case "skip" -> skip.run(id, Selected.named(words), "", action.caller());
            case "reset" -> reset.run(id, ResetWish.read(words, action.caller()));
            default -> new Acted.Refused("it is another kind of action");
        };
        return acted instanceof Acted.Done;
    }
}
