package dev.kintsugi.engine.task;

import dev.kintsugi.engine.jsonata.Document;
import java.util.concurrent.CompletionStage;

/** Where builds run. A build is described in CodeBuild's words: {@code Id}, {@code Arn}, {@code BuildStatus} and so on. */
public interface Builds {

    /**
     * Starts a build.
     *
     * @param arguments those of StartBuild: ProjectName, EnvironmentVariablesOverride and so on
     * @return the build as it is when it has started
     * @throws TaskFailureException if it cannot start, with CodeBuild's error name
     */
    Document start(Document arguments);

    /** The build as it is when it has ended, however it ended. */
    CompletionStage<Document> ended(String buildId);

    /** Stops a build that nobody waits for any more. */
    void stop(String buildId);
}
