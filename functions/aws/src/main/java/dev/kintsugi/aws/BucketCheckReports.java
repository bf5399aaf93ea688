package dev.kintsugi.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.SetupKey;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a build is given and what it leaves, in a bucket: under {@code <project>/<commit>/} the commit's files, what to do with
 * them, and the report. The build's commands stand in the template and read just these names.
 */
public final class BucketCheckReports implements CheckReports {
    private static final String TREE = "tree.tar.gz";
    private static final String PLAN = "plan.json";
    private static final String RESULT = "result.json";
    private static final String BUCKET_VARIABLE = "CHECK_FILES_BUCKET";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Client client;
    private final String bucket;
    private final Function<ProjectId, Settings> settings;

    public BucketCheckReports(S3Client client, String bucket, Function<ProjectId, Settings> settings) {
        this.client = client;
        this.bucket = bucket;
        this.settings = settings;
    }

    /** Reads {@code CHECK_FILES_BUCKET}. */
    public static String bucketFrom(Map<String, String> environment) {
        String bucket = environment.get(BUCKET_VARIABLE);
        if (bucket == null || bucket.isBlank()) {
            throw new IllegalArgumentException(
                    "The environment variable %s must name the bucket of the checks; it is not set."
                            .formatted(BUCKET_VARIABLE));
        }
        return bucket;
    }

    @Override
    public void provide(JobId job, CommitId commit, Workspace workspace) {
        try {
            Path archive = Files.createTempFile("tree", ".tar.gz");
            try {
                try (OutputStream out = Files.newOutputStream(archive)) {
                    workspace.archive(commit, out);
                }
                put(job, commit, TREE, RequestBody.fromFile(archive));
            } finally {
                Files.delete(archive);
            }
            byte[] plan = JSON.writeValueAsBytes(plan(settings.apply(job.project()), workspace, commit));
            put(job, commit, PLAN, RequestBody.fromBytes(plan));
        } catch (IOException full) {
            throw new WorkspaceFault.Passing(
                    "the files of %s could not be packed for the checks: %s".formatted(commit, full.getMessage()),
                    full);
        }
    }

    private static ObjectNode plan(Settings settings, Workspace workspace, CommitId commit) {
        ObjectNode plan = JSON.createObjectNode();
        String setup = settings.setup();
        plan.put("setup", setup);
        plan.put("setupKey", setup == null ? "" : SetupKey.of(setup, workspace, commit));
        ArrayNode checks = plan.putArray("checks");
        settings.checks()
                .forEach(check -> checks.addObject()
                        .put("name", check.name())
                        .put("command", check.command())
                        .put("timeoutSeconds", check.timeout().toSeconds()));
        return plan;
    }

    @Override
    public void put(JobId job, CommitId commit, CheckReport report) {
        try {
            put(job, commit, RESULT, RequestBody.fromBytes(JSON.writeValueAsBytes(report)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reports can be written as JSON", impossible);
        }
    }

    private void put(JobId job, CommitId commit, String name, RequestBody body) {
        asking(() -> client.putObject(request -> request.bucket(bucket).key(key(job, commit, name)), body));
    }

    @Override
    public Optional<CheckReport> find(JobId job, CommitId commit) {
        return asking(() -> {
            try {
                byte[] found = client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key(job, commit, RESULT)))
                        .asByteArrayUnsafe();
                return Optional.of(JSON.readValue(found, CheckReport.class));
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(
                        "the report %s cannot be read".formatted(key(job, commit, RESULT)), unreadable);
            }
        });
    }

    private static String key(JobId job, CommitId commit, String name) {
        return "%s/%s/%s".formatted(job.project(), commit.hex(), name);
    }

    private static <T> T asking(Supplier<T> ask) {
        try {
            return ask.get();
        } catch (SdkException failure) {
            if (PassingFaults.isPassing(failure)) {
                throw new WorkspaceFault.Passing(
                        "the bucket of the checks does not answer: " + PassingFaults.inWords(failure), failure);
            }
            throw failure;
        }
    }
}
