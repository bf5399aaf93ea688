package dev.kintsugi.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over a plan's canonical JSON: tasks by id, sets sorted, the files' own names left out. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Project project) {
        MessageDigest digest = sha256();
        ObjectMapper mapper = PlanJson.mapper();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            out.write(mapper.writeValueAsBytes(List.of(project.slug(), project.name(), project.settings())));
            for (Task task : byId(project.tasks())) {
                out.write(mapper.writeValueAsBytes(canonical(task, mapper)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stream that goes nowhere cannot fail", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static JsonNode canonical(Task task, ObjectMapper mapper) {
        ObjectNode json = mapper.valueToTree(task);
        json.remove("source");
        json.putPOJO("depends_on", task.dependsOn().stream().sorted().toList());
        // Where a criterion stands moves when only the front matter grows; its text and order are what is meant.
        json.get("criteria").forEach(criterion -> ((ObjectNode) criterion).remove("line"));
        return json;
    }

    private static List<Task> byId(List<Task> tasks) {
        return tasks.stream().sorted(Comparator.comparing(Task::id)).toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
