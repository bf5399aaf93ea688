package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.settle.ApprovalPending;
import dev.kintsugi.core.settle.JobEscalated;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.ProjectIncomplete;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.handlers.journal.Journal;
import dev.kintsugi.handlers.journal.Line;
import dev.kintsugi.handlers.journal.MeteredModels;
import dev.kintsugi.handlers.journal.Metric;
import dev.kintsugi.handlers.journal.NotedCycle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A machine's calls of one function: decodes each, lets the use case work, encodes what came of it, and tells the journal. */
final class Steps {
    /** What the ends are called that a person decides about; they are thrown so that redrive comes back to them. */
    private static final Map<Class<? extends RuntimeException>, String> RED_ENDS = Map.of(
            JobPartial.class, "partial",
            JobFailed.class, "failed",
            JobEscalated.class, "escalated",
            ApprovalPending.class, "",
            ProjectIncomplete.class, "");

    private static final String OUTCOME = "Outcome";

    private final String function;
    private final Journal journal;
    private final InstantSource clock;
    private @Nullable MeteredModels models;
    private @Nullable NotedCycle cycle;

    /** @param function its name in the template, without the word */
    Steps(String function, Ports ports) {
        this.function = function;
        this.journal = ports.journal();
        this.clock = ports.clock();
    }

    /** A use case's part of a step. */
    @FunctionalInterface
    interface Work {
        /** What the machine routes by; nothing when nobody waits for an answer. */
        Optional<Object> of(StepCall call);
    }

    /** The models, their use counted where somebody reads it. */
    ModelCatalog metered(ModelCatalog catalog) {
        if (journal.equals(Journal.NONE)) {
            return catalog;
        }
        MeteredModels metered = new MeteredModels(catalog);
        models = metered;
        return metered;
    }

    /** The records, with the job's cycle noted where somebody reads it. */
    Records noted(Records records) {
        if (journal.equals(Journal.NONE)) {
            return records;
        }
        NotedCycle noted = new NotedCycle(records);
        cycle = noted;
        return noted;
    }

    void answer(InputStream in, OutputStream out, Context context, Work work) throws IOException {
        StepCall call = StepCall.read(in);
        Instant began = clock.instant();
        Line line = call.told(Line.about(function)).with("request", requestOf(context));
        if (cycle != null) {
            cycle.begin(call.job());
        }
        try {
            Optional<Object> outcome = work.of(call);
            if (outcome.isPresent()) {
                Wire.write(out, outcome.get());
                tell(line, call, outcome.get());
            }
        } catch (RuntimeException thrown) {
            tell(line, thrown);
            throw thrown;
        } finally {
            if (models != null) {
                models.tell(line);
            }
            if (cycle != null) {
                cycle.tell(line);
            }
            journal.write(line.with(
                    "milliseconds", Duration.between(began, clock.instant()).toMillis()));
        }
    }

    private static void tell(Line line, StepCall call, Object outcome) {
        line.with("outcome", outcome.getClass().getSimpleName());
        switch (outcome) {
            case ExecuteOutcome.Applied applied ->
                line.with("cycle", applied.cycle())
                        .with("commit", applied.commit().hex())
                        .counting(Metric.CYCLES, 1);
            case ExecuteOutcome.Partial partial ->
                line.counting(Metric.CYCLES, 1).counting(Metric.PARTIAL_CYCLES, 1);
            case Settlement.Settled settled ->
                line.counting(Metric.JOBS, 1, OUTCOME, call.isOfRemediation() ? "healed" : "passed");
            default -> line.with("level", "INFO");
        }
    }

    /** Of a fault its name is told; its words may quote what a model or a person wrote. */
    private static void tell(Line line, RuntimeException thrown) {
        String end = RED_ENDS.get(thrown.getClass());
        if (end == null) {
            line.with("level", "ERROR").with("error", thrown.getClass().getName());
            return;
        }
        line.with("outcome", thrown.getClass().getSimpleName()).counting(Metric.RED_ENDS, 1);
        if (!end.isEmpty()) {
            line.counting(Metric.JOBS, 1, OUTCOME, end);
        }
    }

    /** An execution's stop, told apart: a red end has counted itself, a person's stop is no fault, all else is. */
    static Line about(Description stop) {
        boolean red = RED_ENDS.keySet().stream().anyMatch(end -> stop.error().equals(end.getName()));
        String kind = stop.status() == Status.ABORTED ? "person" : "infrastructure";
        Line line = Line.about("Resume")
                .with("execution", stop.execution())
                .with("status", stop.status().name())
                .with("error", stop.error());
        return red ? line : line.counting(Metric.STOPS, 1, "Kind", kind);
    }

    private static String requestOf(@Nullable Context context) {
        return context == null ? "" : String.valueOf(context.getAwsRequestId());
    }
}
