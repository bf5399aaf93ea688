package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Connector;
import dev.kintsugi.engine.task.TaskCall;
import dev.kintsugi.engine.time.Timeline;
import org.jspecify.annotations.Nullable;

/** A task that was scheduled and is not over. */
final class TaskAttempt {
    final TaskCall call;
    final Connector connector;
    /** The task token; null if the state does not wait for it. */
    final @Nullable String token;

    final @Nullable Long timeoutSeconds;
    final @Nullable Long heartbeatSeconds;

    /** What the service answered, for resources that go on after that. */
    @Nullable
    Document answer;

    Timeline.@Nullable Alarm timeout;
    Timeline.@Nullable Alarm heartbeat;

    TaskAttempt(
            TaskCall call,
            Connector connector,
            @Nullable String token,
            @Nullable Long timeoutSeconds,
            @Nullable Long heartbeatSeconds) {
        this.call = call;
        this.connector = connector;
        this.token = token;
        this.timeoutSeconds = timeoutSeconds;
        this.heartbeatSeconds = heartbeatSeconds;
    }

    void cancelAlarms() {
        Timeline.Alarm limit = timeout;
        if (limit != null) {
            limit.cancel();
        }
        Timeline.Alarm beat = heartbeat;
        if (beat != null) {
            beat.cancel();
        }
    }
}
