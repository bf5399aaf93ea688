package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Job;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How interrupted work goes on inside its cycle: in the execution that stopped, where that can be redriven, else in a new
 * one that begins from the record. Both come to the same; the first one keeps one history in the console.
 */
final class WayOn {
    private final Executions executions;
    private final InstantSource clock;

    WayOn(Executions executions, InstantSource clock) {
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * What was decided.
     *
     * @param reason why not by a redrive; empty when it is one
     */
    record Decision(boolean redrive, String reason) {
        String words() {
            return redrive
                    ? "goes on in its execution, which is redriven"
                    : "goes on in a new execution, for " + reason;
        }
    }

    Decision of(Job job) {
        boolean begun = job.status().isInFlight();
        if (!begun || job.execution().isEmpty()) {
            return new Decision(false, "it had not begun");
        }
        Optional<String> obstacle = executions.obstacleToRedrive(job.execution().get(), clock.instant());
        return new Decision(obstacle.isEmpty(), obstacle.orElse(""));
    }
}
