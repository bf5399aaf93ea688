package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state, with its expressions compiled. What the definition leaves out is null or empty. */
public sealed interface State {

    String name();

    /** The state after this one; null ends its sequence. */
    @Nullable
    String next();

    /** What the state hands on; null hands on its result, or its input where it has none. */
    @Nullable
    Template output();

    /** Variables that the state assigns when it succeeds. */
    Map<String, Template> assign();

    default List<Retrier> retry() {
        return List.of();
    }

    default List<Catcher> catchers() {
        return List.of();
    }

    /** Whether the state type knows Retry. */
    default boolean canRetry() {
        return this instanceof Task || this instanceof Parallel || this instanceof Mapping;
    }

    /** Whether the states inside it run once for each item. */
    default boolean iterates() {
        return this instanceof Mapping;
    }

    /** The event that says that the state was entered. */
    default HistoryEventType entered() {
        return switch (this) {
            case Pass pass -> HistoryEventType.PASS_STATE_ENTERED;
            case Task task -> HistoryEventType.TASK_STATE_ENTERED;
            case Choice choice -> HistoryEventType.CHOICE_STATE_ENTERED;
            case Wait wait -> HistoryEventType.WAIT_STATE_ENTERED;
            case Succeed succeed -> HistoryEventType.SUCCEED_STATE_ENTERED;
            case Fail fail -> HistoryEventType.FAIL_STATE_ENTERED;
            case Parallel parallel -> HistoryEventType.PARALLEL_STATE_ENTERED;
            case Mapping map -> HistoryEventType.MAP_STATE_ENTERED;
        };
    }

    /** The event that says that the state was left. A Fail state is never left. */
    default HistoryEventType exited() {
        return switch (this) {
            case Pass pass -> HistoryEventType.PASS_STATE_EXITED;
            case Task task -> HistoryEventType.TASK_STATE_EXITED;
            case Choice choice -> HistoryEventType.CHOICE_STATE_EXITED;
            case Wait wait -> HistoryEventType.WAIT_STATE_EXITED;
            case Succeed succeed -> HistoryEventType.SUCCEED_STATE_EXITED;
            case Fail fail -> throw new IllegalStateException("a Fail state is never left: " + fail.name());
            case Parallel parallel -> HistoryEventType.PARALLEL_STATE_EXITED;
            case Mapping map -> HistoryEventType.MAP_STATE_EXITED;
        };
    }

    /** Pass. */
    record Pass(
            String name, @Nullable String next, @Nullable Template output, Map<String, Template> assign)
            implements State {}

    /** Task. */
    record Task(
            String name,
            @Nullable String next,
            TaskResource resource,
            @Nullable Template arguments,
            @Nullable Template timeoutSeconds,
            @Nullable Template heartbeatSeconds,
            List<Retrier> retry,
            List<Catcher> catchers,
            @Nullable Template output,
            Map<String, Template> assign)
            implements State {}

    /** Choice; its output and variables are those of the default. */
    record Choice(
            String name,
            List<Rule> rules,
            @Nullable String otherwise,
            @Nullable Template output,
            Map<String, Template> assign)
            implements State {
        @Override
        public @Nullable String next() {
            return otherwise;
        }
    }

    /** One rule of a Choice. */
    record Rule(Template condition, String next, @Nullable Template output, Map<String, Template> assign) {}

    /** Wait; exactly one of seconds and timestamp is there. */
    record Wait(
            String name,
            @Nullable String next,
            @Nullable Template seconds,
            @Nullable Template timestamp,
            @Nullable Template output,
            Map<String, Template> assign)
            implements State {}

    /** Succeed. */
    record Succeed(String name, @Nullable Template output) implements State {
        @Override
        public @Nullable String next() {
            return null;
        }

        @Override
        public Map<String, Template> assign() {
            return Map.of();
        }
    }

    /** Fail. */
    record Fail(
            String name, @Nullable Template error, @Nullable Template cause) implements State {
        @Override
        public @Nullable String next() {
            return null;
        }

        @Override
        public @Nullable Template output() {
            return null;
        }

        @Override
        public Map<String, Template> assign() {
            return Map.of();
        }
    }

    /** Parallel. */
    record Parallel(
            String name,
            @Nullable String next,
            List<StatesBlock> branches,
            @Nullable Template arguments,
            List<Retrier> retry,
            List<Catcher> catchers,
            @Nullable Template output,
            Map<String, Template> assign)
            implements State {}

    /** Map, inline. */
    record Mapping(
            String name,
            @Nullable String next,
            StatesBlock processor,
            @Nullable Template items,
            @Nullable Template itemSelector,
            @Nullable Template maxConcurrency,
            List<Retrier> retry,
            List<Catcher> catchers,
            @Nullable Template output,
            Map<String, Template> assign)
            implements State {}
}
