package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.jsonata.Document;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One service that a Task state may call. Failures are {@link TaskFailureException}s in the stages. */
public interface Connector {

    /** What a Resource means if it is this service's; null if it is not. */
    @Nullable
    TaskResource resource(String arn);

    /** Calls the service; the stage holds its answer. */
    CompletionStage<Document> request(TaskCall call);

    /** For resources that wait for a job: its end, given what the service answered. */
    default CompletionStage<Document> completion(TaskCall call, Document answer) {
        return CompletableFuture.completedStage(answer);
    }

    /** The task is no longer wanted: stops the job if there is one. Called at most once, best effort. */
    default void cancel(TaskCall call, @Nullable Document answer) {}
}
