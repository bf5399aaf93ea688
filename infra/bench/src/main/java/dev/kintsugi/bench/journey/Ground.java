package dev.kintsugi.bench.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.git.UserRepository;
import dev.kintsugi.local.cloud.ApiResponse;
import dev.kintsugi.local.cloud.EmbeddedCloud;
import dev.kintsugi.local.cloud.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with a repository, recorded replies and an embedded cloud, on which workloads are timed. */
final class Ground implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Signature AUTHOR = new Signature("Bench", "bench@example.org", Instant.EPOCH);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final Path folder;
    private final EmbeddedCloud cloud;

    private Ground(Path folder, EmbeddedCloud cloud) {
        this.folder = folder;
        this.cloud = cloud;
    }

    static Ground open(Options options) throws IOException {
        Path folder = Files.createTempDirectory("kintsugi-bench-").toRealPath();
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("README.md"), "# Bench\n");
        UserRepository.create(repository, AUTHOR, "What was there");
        return new Ground(folder, EmbeddedCloud.open(folder.resolve("state"), options));
    }

    EmbeddedCloud cloud() {
        return cloud;
    }

    /** Writes down what the coder and the reviewer will say at once. */
    String recorded(Workload workload) throws IOException {
        Path replies = folder.resolve("replies-" + workload.name());
        Files.createDirectory(replies);
        for (int task = 0; task < workload.tasks(); task++) {
            String id = Workload.id(task);
            Files.writeString(
                    replies.resolve(id + ".coder.md"), "FILE: %s\n```\n%s\n```\n".formatted(Workload.file(task), id));
            Files.writeString(
                    replies.resolve(id + ".reviewer.md"),
                    "--- reply\ncall: submit_review {\"approved\": true, \"findings\": [], \"verifications\": []}\n---\n");
        }
        return "recorded:" + replies;
    }

    /** How long it takes from submit until all of it is merged. */
    Duration run(Workload workload, String model) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode files = body.putObject("files");
        files.put("project.yaml", workload.projectFile());
        for (int task = 0; task < workload.tasks(); task++) {
            files.put(Workload.id(task) + ".md", workload.taskFile(task));
        }
        body.put("repository", folder.resolve("repository").toString());
        body.put("model", model);
        long begun = System.nanoTime();
        String id = call("POST", "/projects", body.toString()).path("id").asText();
        while (!hasEnded(id)) {
            pause();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String status = call("GET", "/projects/" + id, "").path("status").asText();
        if (!status.equals("completed")) {
            throw new IllegalStateException(id + " is " + status);
        }
        return took;
    }

    /** Asks the machine, not the record: what a bench reads is not to be counted as the product's. */
    private boolean hasEnded(String project) {
        return cloud.engine().listStateMachines().stream()
                .filter(machine -> machine.name().endsWith("-project"))
                .flatMap(machine -> cloud.engine().listExecutions(machine.machineArn()).stream())
                .anyMatch(execution ->
                        execution.name().startsWith(project) && execution.status() != ExecutionStatus.RUNNING);
    }

    private JsonNode call(String method, String path, String body) throws IOException {
        ApiResponse response = cloud.api().call(method, path, Map.of("content-type", "application/json"), body);
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("%s %s: %s".formatted(method, path, response.body()));
        }
        return JSON.readTree(response.body());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("stopped", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        cloud.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
