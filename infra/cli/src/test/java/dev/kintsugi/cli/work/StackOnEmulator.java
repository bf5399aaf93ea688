package dev.kintsugi.cli.work;

import dev.kintsugi.cli.House;
import dev.kintsugi.local.template.PackagedTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Deploys the template as the deploy script does, by the same calls: files into a bucket, a change set, its execution. The code is
 * the deployable with the replies of all scenarios packed in.
 */
record StackOnEmulator(URI endpoint) {
    /** Where Lambda unpacks a function's code. */
    static final String CODE = "/var/task";

    static final String SCENARIOS = "scenarios";

    private static final String STACK = "kintsugi";
    private static final String BUCKET = "kintsugi-deploy";
    private static final Path DEPLOYABLE = House.ROOT.resolve("functions/handlers/target/kintsugi-handlers.zip");

    /** Without what emulators lack: builds, and a picture of a processor that is not this one. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "Checks", "disabled",
            "GatewayLogRole", "exists",
            "Architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");

    /**
     * Deploys.
     *
     * @param trusted certificates that the functions trust
     * @return where its API answers
     */
    URI deploy(Path scenarios, Path trusted, Path folder) throws IOException {
        try (S3Client s3 = bucketClient();
                CloudFormationClient formation =
                        at(CloudFormationClient.builder()).build()) {
            s3.createBucket(request -> request.bucket(BUCKET));
            Path code = withReplies(scenarios, trusted, folder.resolve(DEPLOYABLE.getFileName()));
            put(s3, code);
            String packaged = PackagedTemplate.of(
                    House.ROOT.resolve("infra/template.yaml"),
                    file -> file.equals(DEPLOYABLE) ? address(file) : put(s3, file),
                    Map.of(
                            "JAVA_TOOL_OPTIONS",
                            "-Djavax.net.ssl.trustStore=%s/%s -Djavax.net.ssl.trustStorePassword=%s"
                                    .formatted(CODE, trusted.getFileName(), HostKeys.PASSWORD)));
            put(s3, Files.writeString(folder.resolve("template.json"), packaged));
            return api(carriedOut(formation));
        }
    }

    private List<Output> carriedOut(CloudFormationClient formation) {
        formation.createChangeSet(request -> request.stackName(STACK)
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateURL("https://s3.amazonaws.com/" + BUCKET + "/template.json")
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(PARAMETERS.entrySet().stream()
                        .map(set -> Parameter.builder()
                                .parameterKey(set.getKey())
                                .parameterValue(set.getValue())
                                .build())
                        .toList()));
        formation
                .waiter()
                .waitUntilChangeSetCreateComplete(
                        request -> request.stackName(STACK).changeSetName("first"));
        formation.executeChangeSet(request -> request.stackName(STACK).changeSetName("first"));
        try {
            return formation
                    .waiter()
                    .waitUntilStackCreateComplete(request -> request.stackName(STACK))
                    .matched()
                    .response()
                    .orElseThrow()
                    .stacks()
                    .getFirst()
                    .outputs();
        } catch (RuntimeException failed) {
            throw new IllegalStateException("the stack was not created: " + failures(formation), failed);
        }
    }

    private static List<String> failures(CloudFormationClient formation) {
        return formation.describeStackEvents(request -> request.stackName(STACK)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
                .map(StackEvent::toString)
                .toList();
    }

    /** The stage's address, as emulators serve it on their one port: the API's id is the first part of its own. */
    private URI api(List<Output> outputs) {
        URI own = outputs.stream()
                .filter(output -> output.outputKey().equals("Endpoint"))
                .map(output -> URI.create(output.outputValue()))
                .findFirst()
                .orElseThrow();
        String id = own.getHost().substring(0, own.getHost().indexOf('.'));
        return endpoint.resolve("/restapis/" + id + own.getPath() + "/_user_request_");
    }

    private static String put(S3Client s3, Path file) {
        s3.putObject(request -> request.bucket(BUCKET).key(file.getFileName().toString()), RequestBody.fromFile(file));
        return address(file);
    }

    private static String address(Path file) {
        return "s3://" + BUCKET + "/" + file.getFileName();
    }

    private static Path withReplies(Path scenarios, Path trusted, Path zip) throws IOException {
        try (ZipFile deployable = new ZipFile(DEPLOYABLE.toFile());
                OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(scenarios)) {
            for (ZipEntry entry : deployable.stream().toList()) {
                packed.putNextEntry(new ZipEntry(entry.getName()));
                deployable.getInputStream(entry).transferTo(packed);
            }
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new ZipEntry(SCENARIOS + "/" + scenarios.relativize(file)));
                Files.copy(file, packed);
            }
            packed.putNextEntry(new ZipEntry(trusted.getFileName().toString()));
            Files.copy(trusted, packed);
        }
        return zip;
    }

    /** Bodies go as they are: not every emulator knows checksums in between. */
    private S3Client bucketClient() {
        return at(S3Client.builder())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }
}
