package dev.kintsugi.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Two tasks, the second after the first, with a check, and the replies that do them; and a client that sees it through. */
final class Story {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> OVER = Set.of("completed", "failed", "aborted");

    static final Map<String, String> PLAN = Map.of("project.yaml", """
            name: Greeting
            checks:
              - name: there
                command: test -s hello.txt
            """, "greet.md", """
            ---
            id: greet
            title: Greet the world
            ---
            hello.txt says hello to the world.
            """, "sign.md", """
            ---
            id: sign
            title: Sign it
            depends_on: [greet]
            ---
            hello.txt ends with a name.
            """);

    private static final Map<String, String> REPLIES = Map.of(
            "greet.coder.1.1.md",
            """
            FILE: hello.txt
            FIND:
            hello nobody
            REPLACE:
            hello world
            END
            """,
            "greet.reviewer.1.1.md",
            "APPROVED: yes\n",
            "sign.coder.1.1.md",
            """
            FILE: hello.txt
            FIND:
            hello world
            REPLACE:
            hello world
            from Kintsugi
            END
            """,
            "sign.reviewer.1.1.md",
            "APPROVED: yes\n");

    private Story() {}

    static GitRepository repository(Path folder) throws Exception {
        return GitRepository.with(folder, "hello.txt", "hello nobody\n");
    }

    static Path replies(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> reply : REPLIES.entrySet()) {
            Files.writeString(folder.resolve(reply.getKey()), reply.getValue());
        }
        return folder;
    }

    static String submission(Map<String, String> plan, GitRepository repository, Path replies) {
        ObjectNode body = JSON.createObjectNode();
        body.set("files", JSON.valueToTree(plan));
        body.put("repository", repository.folder().toString());
        body.put("model", "recorded:" + replies);
        return body.toString();
    }

    static JsonNode post(LocalApi api, String path, String body) throws Exception {
        ApiResponse response = api.call("POST", path, Map.of("Content-Type", "application/json"), body);
        if (response.status() != 202) {
            throw new AssertionError(path + ": " + response);
        }
        return JSON.readTree(response.body());
    }

    static JsonNode get(LocalApi api, String path) throws Exception {
        ApiResponse response = api.call("GET", path, Map.of(), "");
        if (response.status() != 200) {
            throw new AssertionError(path + ": " + response);
        }
        return JSON.readTree(response.body());
    }

    /** The project once it is over; what it was like then if it never is. */
    static JsonNode over(LocalApi api, String project) throws Exception {
        Instant last = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode seen = get(api, "/projects/" + project);
            if (OVER.contains(seen.path("status").asText())) {
                return seen;
            }
            if (Instant.now().isAfter(last)) {
                throw new AssertionError("not over after " + PATIENCE + ": " + seen + "\n"
                        + get(api, "/projects/" + project + "/tasks") + "\n"
                        + get(api, "/projects/" + project + "/events"));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
