package dev.kintsugi.handlers.api;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import java.util.Map;

/** Ids as they stand in a path; one that is no id names nothing. */
final class Ids {
    private Ids() {}

    static ProjectId project(Map<String, String> parameters) {
        String id = parameters.getOrDefault("id", "");
        if (!ProjectId.isLegal(id)) {
            throw new Refusal(Problem.notFound("there is no project \"%s\"".formatted(id)));
        }
        return new ProjectId(id);
    }

    static JobId job(Map<String, String> parameters) {
        String id = parameters.getOrDefault("id", "");
        return JobId.find(id).orElseThrow(() -> new Refusal(Problem.notFound("there is no job \"%s\"".formatted(id))));
    }
}
