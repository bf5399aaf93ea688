package dev.kintsugi.local.checks;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.TaskFailureException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What StartBuild was asked for: our machines say it in the build's environment. */
record BuildOrder(String id, JobId job, CommitId commit) {
    static BuildOrder read(Document arguments) {
        Map<String, String> variables = new HashMap<>();
        if (arguments.field("EnvironmentVariablesOverride") instanceof List<?> overrides) {
            for (Object override : overrides) {
                if (override instanceof Map<?, ?> variable) {
                    variables.put(String.valueOf(variable.get("Name")), String.valueOf(variable.get("Value")));
                }
            }
        }
        try {
            String project = String.valueOf(arguments.field("ProjectName"));
            return new BuildOrder(
                    project + ":" + UUID.randomUUID(),
                    JobId.of(variables.getOrDefault("KINTSUGI_JOB", "")),
                    new CommitId(variables.getOrDefault("KINTSUGI_COMMIT", "")));
        } catch (IllegalArgumentException unfit) {
            throw new TaskFailureException(
                    "CodeBuild.InvalidInputException",
                    "KINTSUGI_JOB and KINTSUGI_COMMIT say what to build: " + unfit.getMessage());
        }
    }

    /** The build as CodeBuild describes it. */
    Document build(String status) {
        return Document.ofValue(Map.of(
                "Id",
                id,
                "Arn",
                "arn:aws:codebuild:us-east-1:000000000000:build/" + id,
                "BuildStatus",
                status,
                "SourceVersion",
                commit.hex()));
    }
}
