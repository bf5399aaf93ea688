package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.jsonata.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code codebuild:startBuild.sync}: done when the build is, failed when the build did not succeed. */
public final class CodeBuild implements Connector {
    private static final String START_BUILD_SYNC = "arn:aws:states:::codebuild:startBuild.sync";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final Set<String> REQUIRED = Set.of("ProjectName");
    /** What StartBuild takes, in the capitals of Step Functions. */
    private static final Set<String> ALLOWED = Set.of(
            "ProjectName",
            "ArtifactsOverride",
            "AutoRetryLimitOverride",
            "BuildStatusConfigOverride",
            "BuildspecOverride",
            "CacheOverride",
            "CertificateOverride",
            "ComputeTypeOverride",
            "DebugSessionEnabled",
            "EncryptionKeyOverride",
            "EnvironmentTypeOverride",
            "EnvironmentVariablesOverride",
            "FleetOverride",
            "GitCloneDepthOverride",
            "GitSubmodulesConfigOverride",
            "HostKernelOverride",
            "IdempotencyToken",
            "ImageOverride",
            "ImagePullCredentialsTypeOverride",
            "InsecureSslOverride",
            "LogsConfigOverride",
            "PrivilegedModeOverride",
            "QueuedTimeoutInMinutesOverride",
            "RegistryCredentialOverride",
            "ReportBuildStatusOverride",
            "SecondaryArtifactsOverride",
            "SecondarySourcesOverride",
            "SecondarySourcesVersionOverride",
            "ServiceRoleOverride",
            "SourceAuthOverride",
            "SourceLocationOverride",
            "SourceTypeOverride",
            "SourceVersion",
            "TimeoutInMinutesOverride");

    private final Builds builds;
    private final Executor executor;

    public CodeBuild(Builds builds, Executor executor) {
        this.builds = builds;
        this.executor = executor;
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        return arn.equals(START_BUILD_SYNC)
                ? new TaskResource(arn, "codebuild", "startBuild.sync", Pattern.SYNC, REQUIRED, ALLOWED)
                : null;
    }

    @Override
    public CompletionStage<Document> request(TaskCall call) {
        return CompletableFuture.supplyAsync(() -> build(builds.start(call.arguments())), executor);
    }

    @Override
    public CompletionStage<Document> completion(TaskCall call, Document answer) {
        return builds.ended(id(answer)).thenApply(ended -> {
            Document build = build(ended);
            if (!SUCCEEDED.equals(ended.field("BuildStatus"))) {
                throw new TaskFailureException(StatesErrors.TASK_FAILED, build.text());
            }
            return build;
        });
    }

    @Override
    public void cancel(TaskCall call, @Nullable Document answer) {
        if (answer != null) {
            builds.stop(id(answer));
        }
    }

    private static Document build(Document build) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("Build", build.value());
        return Document.ofValue(answer);
    }

    private static String id(Document answer) {
        return answer.field("Build") instanceof Map<?, ?> build ? String.valueOf(build.get("Id")) : "";
    }
}
