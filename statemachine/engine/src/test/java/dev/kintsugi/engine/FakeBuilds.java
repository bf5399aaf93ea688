package dev.kintsugi.engine;

import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Builds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Builds that end when the test says so. */
public final class FakeBuilds implements Builds {
    public final List<String> stopped = new ArrayList<>();
    private final Map<String, CompletableFuture<Document>> open = new HashMap<>();

    @Override
    public Document start(Document arguments) {
        String id = arguments.field("ProjectName") + ":" + (open.size() + 1);
        open.put(id, new CompletableFuture<>());
        return build(id, "IN_PROGRESS");
    }

    private static Document build(String id, String status) {
        return Document.parse("{\"Id\":\"" + id + "\",\"BuildStatus\":\"" + status + "\"}");
    }

    @Override
    public CompletionStage<Document> ended(String buildId) {
        return open.get(buildId);
    }

    @Override
    public void stop(String buildId) {
        stopped.add(buildId);
    }

    public void end(String id, String status) {
        open.get(id).complete(build(id, status));
    }
}
