package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.Catcher;
import dev.kintsugi.engine.definition.Retrier;
import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.QueryException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a state that failed: again after a while, elsewhere, or the end of what is around it. */
final class Failures {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Run run;
    private final Steps steps;
    private final Queries queries;

    Failures(Run run, Steps steps, Queries queries) {
        this.run = run;
        this.steps = steps;
        this.queries = queries;
    }

    /** The state failed: Retry first, then Catch, then whatever is around it fails. */
    void fail(Visit visit, Failure failure) {
        if (failure.kind() == Failure.Kind.FATAL) {
            endExecution(visit.flow, failure);
            return;
        }
        if (retry(visit, failure)) {
            return;
        }
        long beforeFailed = visit.flow.last;
        recordFailed(visit);
        Failure uncaught = failure;
        List<Catcher> catchers = visit.state.catchers();
        for (Catcher catcher : catchers) {
            if (failure.isCoveredBy(catcher.errorEquals())) {
                try {
                    Document errorOutput = failure.output();
                    steps.leave(
                            visit,
                            queries.onError(visit, errorOutput),
                            errorOutput,
                            catcher.output(),
                            catcher.assign(),
                            catcher.next());
                    return;
                } catch (QueryException inCatch) {
                    uncaught = queries.failed(visit, inCatch, beforeFailed);
                    recordFailed(visit);
                    break;
                }
            }
        }
        flowFailed(visit.flow, uncaught);
    }

    /** An expression of the state itself failed while iterations of it run: they all end with it. */
    void failWhole(Visit visit, QueryException inState) {
        Failure failure = queries.failed(visit, inState, visit.flow.last);
        abortStarted(visit, null, visit.flow.last);
        visit.runningChildren = 0;
        visit.attempt++;
        fail(visit, failure);
    }

    private boolean retry(Visit visit, Failure failure) {
        List<Retrier> retriers = visit.state.retry();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (failure.isCoveredBy(retrier.errorEquals())) {
                if (visit.retries[i] >= retrier.maxAttempts()) {
                    return false;
                }
                double seconds = retrier.delaySeconds(visit.retries[i]);
                visit.retries[i]++;
                visit.retryCount++;
                retryAfter(
                        visit,
                        retrier.fullJitter()
                                ? seconds * run.environment.random().nextDouble()
                                : seconds);
                return true;
            }
        }
        return false;
    }

    private void retryAfter(Visit visit, double seconds) {
        Duration delay = Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
        int failed = ++visit.attempt;
        visit.alarm = run.environment
                .time()
                .at(
                        run.now().plus(delay),
                        () -> run.submit(() -> {
                            if (visit.isCurrent(failed)) {
                                visit.alarm = null;
                                steps.attempt(visit);
                            }
                        }));
    }

    /** A compound state says that it failed, however that goes on. */
    private void recordFailed(Visit visit) {
        if (visit.state instanceof State.Parallel) {
            run.record(visit.flow, HistoryEventType.PARALLEL_STATE_FAILED, new EventDetails.None());
        } else if (visit.state instanceof State.Mapping) {
            run.record(visit.flow, HistoryEventType.MAP_STATE_FAILED, new EventDetails.None());
        }
    }

    /** A sequence failed: the execution, or the branch or iteration with all its siblings. */
    private void flowFailed(Flow flow, Failure failure) {
        Visit parent = flow.parent;
        if (parent == null) {
            endExecution(flow, failure);
            return;
        }
        long failedAt = flow.last;
        if (parent.state instanceof State.Mapping) {
            // AWS tells of the iterations that are cut off before it tells of the one that failed.
            abortStarted(parent, flow, failedAt);
            recordIteration(parent, flow, HistoryEventType.MAP_ITERATION_FAILED, failedAt);
            recordAborted(flow, failedAt);
        } else {
            recordAborted(flow, failedAt);
            abortStarted(parent, flow, failedAt);
        }
        parent.flow.last = failedAt;
        parent.runningChildren = 0;
        parent.attempt++;
        fail(parent, failure);
    }

    /** Takes every branch or iteration but one out of whatever it was in. */
    void abortStarted(Visit parent, @Nullable Flow but, long previous) {
        for (Flow child : parent.children) {
            if (child != but && child.started && !child.done) {
                recordIteration(parent, child, HistoryEventType.MAP_ITERATION_ABORTED, previous);
                abort(child, previous);
            }
        }
    }

    private void recordIteration(Visit map, Flow iteration, HistoryEventType type, long previous) {
        if (map.state instanceof State.Mapping) {
            run.record(map.flow, type, previous, new EventDetails.MapIteration(map.state.name(), iteration.index));
        }
    }

    /** Takes a sibling out of whatever it was in. */
    private void abort(Flow flow, long previous) {
        steps.abandon(flow);
        recordAborted(flow, previous);
        Visit visit = flow.visit;
        if (visit != null) {
            abortStarted(visit, null, previous);
        }
    }

    private void recordAborted(Flow flow, long previous) {
        Visit visit = flow.visit;
        if (visit == null) {
            return;
        }
        switch (visit.state) {
            case State.Task task -> recordAborted(flow, HistoryEventType.TASK_STATE_ABORTED, previous);
            case State.Wait wait -> recordAborted(flow, HistoryEventType.WAIT_STATE_ABORTED, previous);
            case State.Parallel parallel
            when hasOpenChildren(visit) -> recordAborted(flow, HistoryEventType.PARALLEL_STATE_ABORTED, previous);
            case State.Mapping map
            when hasOpenChildren(visit) -> recordAborted(flow, HistoryEventType.MAP_STATE_ABORTED, previous);
            case State.Parallel parallel -> {}
            case State.Mapping map -> {}
            case State.Pass pass -> {}
            case State.Choice choice -> {}
            case State.Succeed succeed -> {}
            case State.Fail fail -> {}
        }
    }

    private static boolean hasOpenChildren(Visit visit) {
        return visit.runningChildren > 0;
    }

    private void recordAborted(Flow flow, HistoryEventType type, long previous) {
        run.record(flow, type, previous, new EventDetails.None());
    }

    private void endExecution(Flow flow, Failure failure) {
        run.end(
                HistoryEventType.EXECUTION_FAILED,
                flow.last,
                new EventDetails.Failure(failure.error(), failure.cause()));
    }
}
