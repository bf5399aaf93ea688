package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.QueryException;
import dev.kintsugi.engine.jsonata.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parallel and Map: starts their branches and iterations, puts the results together, resumes what is unfinished. */
final class Compounds {
    /** Iterations of an inline Map state that run at the same time if it does not say. */
    static final int MOST_CONCURRENT_ITERATIONS = 40;

    private final Run run;
    private final Steps steps;
    private final Queries queries;
    private final Failures failures;

    Compounds(Run run, Steps steps, Queries queries, Failures failures) {
        this.run = run;
        this.steps = steps;
        this.queries = queries;
        this.failures = failures;
    }

    void startBranches(Visit visit, State.Parallel parallel) {
        Template arguments = parallel.arguments();
        Document input = arguments == null ? visit.input : arguments.evaluate(queries.onInput(visit));
        run.record(
                visit.flow,
                HistoryEventType.PARALLEL_STATE_STARTED,
                visit.flow.last,
                new EventDetails.None(),
                arguments == null ? null : input.text());
        visit.items = input;
        visit.runningChildren = visit.children.size();
        for (Flow branch : visit.children) {
            branch.started = true;
            laterIn(visit, () -> steps.enter(branch, branch.block.startAt(), visit.items));
        }
    }

    /** Does something after everything that is ready already, unless the state has failed or ended before that. */
    private void laterIn(Visit visit, Runnable step) {
        int attempt = visit.attempt;
        run.later(() -> {
            if (visit.isCurrent(attempt)) {
                step.run();
            }
        });
    }

    void startIterations(Visit visit, State.Mapping map) {
        visit.items = items(visit, map);
        visit.maxConcurrency = maxConcurrency(visit, map);
        int length = list(visit).size();
        run.record(
                visit.flow,
                HistoryEventType.MAP_STATE_STARTED,
                visit.flow.last,
                new EventDetails.MapStateStarted(length),
                visit.items.text());
        visit.runningChildren = 0;
        visit.nextChild = 0;
        if (length == 0) {
            finish(visit);
        } else {
            startMore(visit, map, visit.flow.last);
        }
    }

    private Document items(Visit visit, State.Mapping map) {
        Template template = map.items();
        Document items = template == null ? visit.input : template.evaluate(queries.onInput(visit));
        if (!(items.value() instanceof List<?>)) {
            throw Queries.unexpected("Items", "array", template, items.value());
        }
        return items;
    }

    private int maxConcurrency(Visit visit, State.Mapping map) {
        Template template = map.maxConcurrency();
        long most = template == null ? 0 : Steps.whole("MaxConcurrency", template, queries.onInput(visit), 0);
        return most == 0 ? MOST_CONCURRENT_ITERATIONS : (int) Math.min(most, Integer.MAX_VALUE);
    }

    private static List<?> list(Visit visit) {
        return (List<?>) Objects.requireNonNull(visit.items.value());
    }

    /** The item that an iteration is for. */
    static @Nullable Object item(Visit visit, int index) {
        return list(visit).get(index);
    }

    /** Starts as many iterations as may run, in their order. */
    private void startMore(Visit visit, State.Mapping map, long previous) {
        while (visit.runningChildren < visit.maxConcurrency && visit.nextChild < visit.children.size()) {
            Flow iteration = visit.children.get(visit.nextChild++);
            if (iteration.done || iteration.started) {
                continue;
            }
            Document input;
            try {
                input = input(visit, map, iteration);
            } catch (QueryException failure) {
                failures.failWhole(visit, failure);
                return;
            }
            run.record(
                    iteration,
                    HistoryEventType.MAP_ITERATION_STARTED,
                    previous,
                    new EventDetails.MapIteration(map.name(), iteration.index));
            visit.runningChildren++;
            laterIn(visit, () -> steps.enter(iteration, iteration.block.startAt(), input));
        }
    }

    /** What an iteration begins with: its item, or what the state selects for it. */
    private Document input(Visit visit, State.Mapping map, Flow iteration) {
        Template selector = map.itemSelector();
        Object item = item(visit, iteration.index);
        return selector == null
                ? Document.ofValue(item)
                : selector.evaluate(queries.onItem(visit, iteration.index, item));
    }

    /** A branch or iteration came to its end. */
    void childDone(Visit visit, Flow child) {
        visit.runningChildren--;
        int attempt = visit.attempt;
        long lastState = child.last;
        if (visit.state instanceof State.Mapping map) {
            run.record(
                    child,
                    HistoryEventType.MAP_ITERATION_SUCCEEDED,
                    new EventDetails.MapIteration(map.name(), child.index));
            visit.flow.last = child.last;
            startMore(visit, map, lastState);
        } else {
            visit.flow.last = child.last;
        }
        // All are looked at only when none is running, so that a Map costs as much as it has items.
        if (visit.runningChildren == 0
                && visit.isCurrent(attempt)
                && visit.children.stream().allMatch(each -> each.done)) {
            finish(visit);
        }
    }

    /** All are done: their outputs in their order are the result. */
    private void finish(Visit visit) {
        run.record(
                visit.flow,
                visit.state instanceof State.Mapping
                        ? HistoryEventType.MAP_STATE_SUCCEEDED
                        : HistoryEventType.PARALLEL_STATE_SUCCEEDED,
                new EventDetails.None());
        List<Document> outputs = new ArrayList<>(visit.children.size());
        visit.children.forEach(child -> outputs.add(child.output));
        try {
            steps.leave(visit, Document.array(outputs), visit.state.output(), visit.state.assign(), visit.state.next());
        } catch (QueryException failure) {
            failures.fail(visit, queries.failed(visit, failure, visit.flow.last));
        }
    }

    /** After a result that was too large nothing of the state is kept, as AWS documents. */
    boolean mustStartOver() {
        return StatesErrors.DATA_LIMIT_EXCEEDED.equals(run.state.closedWith);
    }

    /** Goes on with the branches or iterations that failed or were aborted; finished ones keep their results. */
    void resume(Visit visit) {
        List<Flow> open = visit.children.stream().filter(child -> !child.done).toList();
        if (open.isEmpty()) {
            run.next(() -> finish(visit));
            return;
        }
        visit.runningChildren = 0;
        visit.nextChild = 0;
        for (Flow child : open) {
            if (child.started || visit.state instanceof State.Parallel) {
                visit.runningChildren++;
                laterIn(visit, () -> resumeChild(visit, child));
            }
        }
        if (visit.state instanceof State.Mapping map) {
            try {
                visit.maxConcurrency = maxConcurrency(visit, map);
            } catch (QueryException failure) {
                failures.fail(visit, queries.failed(visit, failure, visit.flow.last));
                return;
            }
            startMore(visit, map, visit.flow.last);
        }
    }

    private void resumeChild(Visit visit, Flow child) {
        if (child.visit != null || child.next != null || !(visit.state instanceof State.Mapping map)) {
            steps.goOn(child, visit.items);
            return;
        }
        try {
            steps.enter(child, child.block.startAt(), input(visit, map, child));
        } catch (QueryException failure) {
            failures.failWhole(visit, failure);
        }
    }
}
