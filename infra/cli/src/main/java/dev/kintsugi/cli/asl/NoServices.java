package dev.kintsugi.cli.asl;

import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Builds;
import dev.kintsugi.engine.task.CodeBuild;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions;
import dev.kintsugi.engine.task.NestedExecutions;
import dev.kintsugi.engine.task.Queues;
import dev.kintsugi.engine.task.Sqs;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Every service that the engine can call, with nothing behind it: enough to say which resources there are. */
final class NoServices {
    private NoServices() {}

    static Connectors known() {
        Executor nobody = work -> {
            throw nothing();
        };
        LambdaFunctions noFunctions = (function, payload) -> {
            throw nothing();
        };
        Queues noQueues = (queue, body, settings) -> {
            throw nothing();
        };
        return new Connectors(List.of(
                new Lambda(noFunctions, nobody),
                new Sqs(noQueues, nobody),
                new CodeBuild(new NoBuilds(), nobody),
                new NestedExecutions(new NoExecutions())));
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("A trial calls no service");
    }

    private static final class NoBuilds implements Builds {
        @Override
        public Document start(Document arguments) {
            throw nothing();
        }

        @Override
        public CompletionStage<Document> ended(String buildId) {
            throw nothing();
        }

        @Override
        public void stop(String buildId) {
            throw nothing();
        }
    }

    private static final class NoExecutions implements NestedExecutions.Executions {
        @Override
        public CompletionStage<ExecutionDescription> start(String machineArn, @Nullable String name, String input) {
            throw nothing();
        }

        @Override
        public CompletionStage<ExecutionDescription> ended(String executionArn) {
            throw nothing();
        }

        @Override
        public void stop(String executionArn, String cause) {
            throw nothing();
        }
    }
}
