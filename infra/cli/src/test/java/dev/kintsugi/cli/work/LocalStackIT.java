package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.kintsugi.cli.House;
import dev.kintsugi.cli.api.HttpCloud;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The template, deployed to an emulator of AWS in a container, and the scenarios played through its API Gateway: with the deployable
 * as it is uploaded, recorded replies packed into it, and repositories behind an https server on the containers' network.
 *
 * <pre>mvn verify                                    LocalStack 4.14.0, the last image that needs no token
 * mvn verify -Demulator.image=NAME:TAG          another one: a newer LocalStack (LOCALSTACK_AUTH_TOKEN is handed on), Floci
 * mvn verify -Dgit.image=NAME:TAG               another image with java on its path for the git server</pre>
 *
 * Skipped, and said so, where there is no Docker.
 */
class LocalStackIT {
    private static final String EMULATOR = System.getProperty("emulator.image", "localstack/localstack:4.14.0");
    private static final String GIT = System.getProperty("git.image", "eclipse-temurin:25-jre");
    private static final Path SCENARIOS = House.ROOT.resolve("statemachine/scenarios");
    private static final int PORT = 4566;
    private static final String HOST = "git";
    private static final String REPOSITORIES = "/repositories";

    /** The first calls of functions start containers of their own. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    private static Path temporary;

    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static URI endpoint = URI.create("http://nowhere");
    private static URI api = endpoint;

    @BeforeAll
    static void deploy() throws Exception {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.out.println(
                    "LocalStackIT is skipped: there is no Docker here, so nothing was played on " + EMULATOR);
        }
        assumeTrue(docker, "there is no Docker");
        HostKeys keys = HostKeys.of(HOST, temporary);
        Network network = opened(Network.newNetwork());
        opened(gitHost(network, keys)).start();
        GenericContainer<?> emulator = opened(emulator(network));
        emulator.start();
        endpoint = URI.create("http://%s:%d".formatted(emulator.getHost(), emulator.getMappedPort(PORT)));
        try {
            api = new StackOnEmulator(endpoint).deploy(SCENARIOS, keys.trusted(), temporary);
        } catch (RuntimeException failed) {
            System.out.println(emulator.getLogs());
            throw failed;
        }
        System.out.println("LocalStackIT: deployed to " + EMULATOR + ", whose API answers at " + api);
    }

    private static GenericContainer<?> emulator(Network network) {
        GenericContainer<?> emulator = new GenericContainer<>(DockerImageName.parse(EMULATOR))
                .withNetwork(network)
                .withNetworkAliases("aws")
                .withExposedPorts(PORT)
                .withEnv("LAMBDA_DOCKER_NETWORK", network.getId())
                .withEnv("LAMBDA_DOCKER_FLAGS", labels())
                .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "60")
                // Alarms and the like stand in the template too.
                .withEnv("CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "1")
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                        .withBinds(new Bind(
                                DockerClientFactory.instance().getRemoteDockerUnixSocketPath(),
                                new Volume("/var/run/docker.sock"))))
                .waitingFor(Wait.forHttp("/").forPort(PORT).forStatusCodeMatching(status -> status < 500))
                .withStartupTimeout(START);
        Optional.ofNullable(System.getenv("LOCALSTACK_AUTH_TOKEN"))
                .ifPresent(token -> emulator.withEnv("LOCALSTACK_AUTH_TOKEN", token));
        return emulator;
    }

    /** What the emulator starts for functions is cleared away with the rest. */
    private static String labels() {
        return DockerClientFactory.DEFAULT_LABELS.entrySet().stream()
                .map(label -> "-l " + label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The repositories lie in a folder of this machine, so that a scenario can look at them; the server runs as who made them. */
    private static GenericContainer<?> gitHost(Network network, HostKeys keys) throws Exception {
        GenericContainer<?> host = new GenericContainer<>(DockerImageName.parse(GIT))
                .withNetwork(network)
                .withNetworkAliases(HOST)
                .withCopyFileToContainer(MountableFile.forHostPath(keys.keys(), 0444), "/keys.p12")
                .withCreateContainerCmdModifier(create -> {
                    create.withEntrypoint(
                            "java",
                            "-cp",
                            "/classes:/lib/*",
                            GitHost.class.getName(),
                            REPOSITORIES,
                            "/keys.p12",
                            HostKeys.PASSWORD);
                    create.withUser(owner());
                    Objects.requireNonNull(create.getHostConfig())
                            .withBinds(new Bind(temporary.toString(), new Volume(REPOSITORIES)));
                })
                .waitingFor(Wait.forLogMessage("Ready.*", 1));
        for (Class<?> needed :
                List.of(Repository.class, org.slf4j.Logger.class, com.googlecode.javaewah.EWAHCompressedBitmap.class)) {
            Path jar = codeOf(needed);
            host.withCopyFileToContainer(MountableFile.forHostPath(jar), "/lib/" + jar.getFileName());
        }
        String own = GitHost.class.getName().replace('.', '/') + ".class";
        return host.withCopyFileToContainer(
                MountableFile.forHostPath(codeOf(GitHost.class).resolve(own)), "/classes/" + own);
    }

    private static String owner() {
        try {
            return Files.getAttribute(temporary, "unix:uid") + ":" + Files.getAttribute(temporary, "unix:gid");
        } catch (java.io.IOException | UnsupportedOperationException elsewhere) {
            return "";
        }
    }

    private static Path codeOf(Class<?> loaded) throws Exception {
        return Path.of(
                loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static <T extends AutoCloseable> T opened(T resource) {
        OPENED.addFirst(resource);
        return resource;
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable resource : OPENED) {
            resource.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> through_its_api_gateway() {
        Map<Boolean, List<Scenario>> all = Scenario.all(SCENARIOS).stream()
                .collect(
                        Collectors.partitioningBy(scenario -> obstacle(scenario).isEmpty()));
        System.out.println("LocalStackIT: " + all.get(true).size() + " scenarios are played; not played are");
        all.get(false)
                .forEach(scenario -> System.out.println(
                        "  " + scenario.name() + ": " + obstacle(scenario).orElseThrow()));
        assertThat(all.get(true)).as("what can be played").isNotEmpty();
        return all.get(true).stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(), () -> assertTimeoutPreemptively(LONGEST, () -> play(scenario))));
    }

    private static void play(Scenario scenario) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(scenario.name()));
        String replies = StackOnEmulator.CODE + "/" + StackOnEmulator.SCENARIOS;
        try (Place place = new Place(
                new HttpCloud(api),
                new Console(endpoint),
                Optional::empty,
                repository ->
                        "https://%s:%d/%s".formatted(HOST, GitHost.PORT, temporary.relativize(Path.of(repository))),
                model -> replies + "/" + SCENARIOS.relativize(Path.of(model)))) {
            new Play(scenario, place, folder).play();
        }
    }

    /** Why an emulator cannot play it. */
    private static Optional<String> obstacle(Scenario scenario) {
        JsonNode expected = scenario.expected();
        if (hasChecks(scenario)) {
            return Optional.of("it has checks, and no emulator runs CodeBuild");
        }
        if (expected.findValue("redrive") != null) {
            return Optional.of("it redrives in the console, which no emulator offers");
        }
        if (expected.findValue("newer_state") != null) {
            return Optional.of("it reaches into the records");
        }
        if (expected.has("prices")) {
            return Optional.of("it has prices of its own, and the stack has one table");
        }
        return Optional.empty();
    }

    private static boolean hasChecks(Scenario scenario) {
        Project plan = Objects.requireNonNull(
                PlanReader.strict().readFiles(List.of(scenario.plan())).project(), scenario.name());
        return !plan.settings().checks().isEmpty();
    }
}
