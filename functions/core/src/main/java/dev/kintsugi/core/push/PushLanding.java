package dev.kintsugi.core.push;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;

/**
 * Pushes a landing, for the first time or again. An overtaken landing is never merged by itself: what would land then was
 * not checked. It is void, unless the job's commit came to the trunk some other way.
 */
public final class PushLanding {
    private final Workspace workspace;

    public PushLanding(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Pushes an intent that stands on the record.
     *
     * @param job the job's commit, which the landing merges into the trunk
     */
    public PushedLanding push(PushIntent intent, CommitId job) {
        return switch (workspace.push(intent)) {
            case PushOutcome.Accepted accepted -> new PushedLanding.Landed(intent.commit());
            case PushOutcome.AlreadyThere already -> new PushedLanding.Landed(intent.commit());
            case PushOutcome.Reachable reachable -> new PushedLanding.Landed(reachable.actual());
            case PushOutcome.Moved moved -> moved(intent, job, moved);
            case PushOutcome.NotMade notMade -> new PushedLanding.NotMade(notMade.missing());
            case PushOutcome.Declined declined -> new PushedLanding.Declined(declined.reason());
        };
    }

    private PushedLanding moved(PushIntent intent, CommitId job, PushOutcome.Moved moved) {
        if (moved.actual().isEmpty()) {
            return new PushedLanding.Displaced(moved.actual(), "it was removed");
        }
        CommitId actual = moved.actual().get();
        workspace.fetch(List.of(actual, job));
        if (workspace.contains(actual, job)) {
            return new PushedLanding.Landed(actual);
        }
        boolean rewritten = intent.expected().isPresent()
                && workspace.drift(intent.expected().get(), moved.actual()) instanceof Drift.Rewritten;
        return rewritten
                ? new PushedLanding.Displaced(moved.actual(), "recorded commits were taken off it")
                : new PushedLanding.Overtaken(actual);
    }
}
