package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.core.view.Overview;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cloud in this process, which other commands on the same data folder come to as well: closing it waits until what they
 * gave it is at rest. A Ctrl-C closes the cloud below at once, and then nobody waits.
 */
final class HostingCloud implements Cloud {
    /** Looks at which nothing moves, before it is believed: a project rests between two tasks, and its command looks too. */
    private static final int LOOKS_AT_REST = 10;

    private final Cloud cloud;
    private final Consumer<String> notes;
    private final StringBuilder own = new StringBuilder();

    /** @param notes told once of each project that is waited for */
    HostingCloud(Cloud cloud, Consumer<String> notes) {
        this.cloud = cloud;
        this.notes = notes;
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        JsonNode answer = cloud.call(method, path, body);
        boolean isSubmit = method.equals("POST") && path.equals("/projects");
        own.append(isSubmit ? answer.path("id").asText() : path).append(' ');
        return answer;
    }

    @Override
    public boolean isHere() {
        return cloud.isHere();
    }

    @Override
    public void close() {
        try {
            awaitGuests();
        } catch (ApiRefusal stopped) {
            // Whoever closed it below said so already.
        } finally {
            cloud.close();
        }
    }

    private void awaitGuests() {
        Set<String> told = new HashSet<>();
        for (int atRest = 0; atRest < (told.isEmpty() ? 1 : LOOKS_AT_REST); ) {
            List<String> moving = guestsAtWork();
            moving.stream()
                    .filter(told::add)
                    .forEach(id -> notes.accept(
                            "%s, of another command, is still at work in this process and is waited for (Ctrl-C interrupts it)"
                                    .formatted(id)));
            atRest = moving.isEmpty() ? atRest + 1 : 0;
            if (!told.isEmpty()) {
                Follow.pause();
            }
        }
    }

    private List<String> guestsAtWork() {
        Api api = new Api(cloud);
        return api.projects().stream()
                .filter(project ->
                        !project.status().isOver() && project.counts().pending() > 0)
                .map(Overview::id)
                .filter(id -> own.indexOf(id) < 0)
                .filter(id -> api.project(id).tasks().stream().anyMatch(Standing::isMoving))
                .toList();
    }
}
