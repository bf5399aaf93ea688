package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.execution.ExecutionStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud that is killed in the middle says, when it is opened again, what it was doing. */
class KilledCloudTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path place;

    @Test
    void what_was_under_way_is_aborted_and_its_job_marked_interrupted() throws Exception {
        GitRepository repository = Story.repository(place.resolve("repository"));
        // A check that never ends keeps the job where it is until the kill.
        Map<String, String> plan = Map.of(
                "project.yaml",
                "name: Stuck\nchecks:\n  - name: waits\n    command: touch begun; sleep 600\n",
                "greet.md",
                Story.PLAN.get("greet.md"));
        Path data = place.resolve("data");
        String submission = Story.submission(plan, repository, Story.replies(place.resolve("replies")));
        CloudProcess killed = CloudProcess.start(data, submission);
        try {
            waitUntil(() -> isBegun(data.resolve("checks")));
        } finally {
            killed.close();
        }
        assertThat(EmbeddedCloud.runningAt(data)).isEmpty();
        try (EmbeddedCloud cloud = EmbeddedCloud.open(data, Options.usual())) {
            List<ExecutionDescription> executions = cloud.engine().listStateMachines().stream()
                    .flatMap(machine -> cloud.engine().listExecutions(machine.machineArn()).stream())
                    .toList();
            assertThat(executions)
                    .hasSize(2)
                    .allSatisfy(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED));
            String project = Story.get(cloud.api(), "/projects")
                    .path("projects")
                    .path(0)
                    .path("id")
                    .asText();
            waitUntil(() -> marks(cloud, project).contains("interrupted"));
            JsonNode task = Story.get(cloud.api(), "/projects/" + project + "/tasks")
                    .path("tasks")
                    .path(0);
            assertThat(task.path("status").asText()).isEqualTo("checking");
        }
    }

    private static boolean isBegun(Path checks) throws IOException {
        if (!Files.isDirectory(checks)) {
            return false;
        }
        try (DirectoryStream<Path> projects = Files.newDirectoryStream(checks)) {
            for (Path project : projects) {
                if (Files.exists(project.resolve("lane-0/tree/begun"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String marks(EmbeddedCloud cloud, String project) throws Exception {
        return Story.get(cloud.api(), "/projects/" + project + "/tasks")
                .path("tasks")
                .path(0)
                .path("marks")
                .toString();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Instant last = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now())
                    .as("the moment by which it should have happened")
                    .isBefore(last);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
