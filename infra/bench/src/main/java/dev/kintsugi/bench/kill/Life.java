package dev.kintsugi.bench.kill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.view.ViewJson;
import dev.kintsugi.local.cloud.EmbeddedCloud;
import dev.kintsugi.local.cloud.Options;
import dev.kintsugi.local.store.SqliteFile;
import dev.kintsugi.local.store.SqliteRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A folder in which a story is lived through, by one process or by several after one another: the user's repository and
 * the state of the cloud.
 */
record Life(Path folder, KillStory story) {
    private static final String PRICES = "{\"recorded\": {\"input\": 10.0, \"output\": 20.0}}";

    /** Makes the repository; nothing is submitted yet. */
    static Life begin(Path folder, KillStory story) throws IOException {
        Life life = new Life(Files.createDirectories(folder), story);
        story.repositoryIn(life.repository());
        Files.writeString(life.prices(), PRICES);
        return life;
    }

    Path repository() {
        return folder.resolve("repository");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path prices() {
        return folder.resolve("prices.json");
    }

    /** The body of the request that submits the project. */
    String submission() throws IOException {
        ObjectNode body = ViewJson.mapper().createObjectNode();
        body.set("files", ViewJson.mapper().valueToTree(story.plan()));
        body.put("repository", repository().toString());
        body.put("model", "recorded:" + story.replies());
        return body.toString();
    }

    /** Opens the cloud, as the first process or as a further one. */
    EmbeddedCloud open(Moments moments, String process) {
        KillableParts parts = new KillableParts(moments, question -> note(process, question));
        return EmbeddedCloud.open(
                data(),
                Options.usual()
                        .withEnvironment(Map.of("KINTSUGI_PRICES", prices().toString()))
                        .laidOver(parts));
    }

    private void note(String process, String question) {
        try {
            Files.writeString(asked(process), question + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private Path asked(String process) {
        return folder.resolve("asked-" + process + ".txt");
    }

    /** The questions that a process sent to models, in order. */
    List<String> questions(String process) throws IOException {
        return Files.exists(asked(process)) ? Files.readAllLines(asked(process), StandardCharsets.UTF_8) : List.of();
    }

    /** What stands on the record while no process has it. */
    Books books() {
        Path file = data().resolve("kintsugi.db");
        if (!Files.exists(file)) {
            return Books.EMPTY;
        }
        try (SqliteFile opened = SqliteFile.open(file)) {
            return Books.of(new SqliteRecords(opened));
        }
    }
}
