package dev.kintsugi.bench.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.TaskPage;
import dev.kintsugi.core.view.ViewJson;
import dev.kintsugi.local.cloud.ApiResponse;
import dev.kintsugi.local.cloud.LocalApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Says yes to everything that waits for a person, as {@code kintsugi run PLAN --yes} and {@code kintsugi resume --yes} do,
 * until the project is completed.
 */
final class Operator {
    /** So long nothing may change. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<Inspection.Next> GOES_ON = EnumSet.of(Inspection.Next.START, Inspection.Next.RESUME);
    /** A person looks before they answer, and longer before they say the same again. */
    private static final Duration A_LOOK = Duration.ofMillis(100);

    private static final Duration A_THOUGHT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int MOST_TOLD = 4_000;
    private static final ObjectMapper JSON = ViewJson.mapper();

    private final LocalApi api;
    private final boolean keepCycles;

    Operator(LocalApi api, boolean keepCycles) {
        this.api = api;
        this.keepCycles = keepCycles;
    }

    /** Submits the project, for the first time or again, and sees it through. */
    String seeThrough(String submission) throws IOException {
        String project = JSON.readTree(call("POST", "/projects", submission).body())
                .path("id")
                .asText();
        String said = "";
        Inspection before = inspect(project);
        Instant changed = Instant.now();
        Instant next = changed;
        while (true) {
            Inspection seen = inspect(project);
            Instant now = Instant.now();
            if (seen.status() == ProjectStatus.COMPLETED) {
                return project;
            }
            if (!what(seen).equals(what(before))) {
                before = seen;
                changed = now;
                next = now.plus(A_LOOK);
            } else if (waitsForAPerson(seen) && now.isAfter(next)) {
                said = resume(project, seen);
                next = now.plus(A_THOUGHT);
            }
            if (now.isAfter(changed.plus(PATIENCE))) {
                throw stuck(project, seen, said);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean waitsForAPerson(Inspection seen) {
        return GOES_ON.contains(seen.next()) && seen.running() == 0;
    }

    /** Without the token, which every resume changes. */
    private static String what(Inspection seen) {
        return seen.toString().replace(seen.token(), "");
    }

    private IllegalStateException stuck(String project, Inspection seen, String said) throws IOException {
        return new IllegalStateException(String.join(
                "\n",
                "nothing happens any more: " + JSON.writeValueAsString(seen),
                "last said: " + said,
                call("GET", "/projects/" + project + "/tasks", "").body(),
                last(call("GET", "/projects/" + project + "/events", "").body())));
    }

    private static String last(String text) {
        return text.substring(Math.max(0, text.length() - MOST_TOLD));
    }

    private String resume(String project, Inspection seen) {
        ObjectNode yes = JSON.createObjectNode().put("token", seen.token()).put("keep_cycles", keepCycles);
        return call("POST", "/projects/" + project + "/resume", yes.toString()).body();
    }

    Inspection inspect(String project) throws IOException {
        return JSON.readValue(
                call("GET", "/projects/" + project + "/inspect", "").body(), Inspection.class);
    }

    TaskPage tasks(String project) throws IOException {
        return JSON.readValue(call("GET", "/projects/" + project + "/tasks", "").body(), TaskPage.class);
    }

    private ApiResponse call(String method, String path, String body) {
        return api.call(method, path, Map.of("Content-Type", "application/json"), body);
    }
}
