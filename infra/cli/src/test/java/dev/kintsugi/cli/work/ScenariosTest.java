package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.House;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.local.cloud.EmulatedAws;
import dev.kintsugi.local.cloud.EmulatedServices;
import dev.kintsugi.local.cloud.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario on every cloud there is without an account. A new case is a new folder. */
class ScenariosTest {
    private static final Path FOLDER = House.ROOT.resolve("statemachine/scenarios");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private @Nullable EmulatedServices services;

    @TestFactory
    Stream<DynamicTest> on_the_embedded_cloud() {
        return onEach("embedded_cloud", (data, options) -> {
            LocalCloud cloud = LocalCloud.open(data, options);
            return Place.here(cloud, new Console(cloud.endpoint()));
        });
    }

    /** The adapters for AWS, over HTTP: DynamoDB Local and ElasticMQ, started once for all, the engine, the REST API. */
    @TestFactory
    Stream<DynamicTest> on_emulated_aws() throws Exception {
        services = EmulatedServices.start();
        return onEach("emulated_aws", (data, options) -> {
            EmulatedAws aws = EmulatedAws.open(data, services, options);
            return Place.here(new EmulatedCloud(aws), new Console(aws.endpoint()));
        });
    }

    @AfterEach
    void stopTheServices() {
        if (services != null) {
            services.close();
        }
    }

    private Stream<DynamicTest> onEach(String place, Opening opening) {
        return Scenario.all(FOLDER).stream()
                .filter(scenario -> !scenario.expected().path("not_on").has(place))
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(),
                        scenario.folder().toUri(),
                        () -> assertTimeoutPreemptively(LONGEST, () -> play(scenario, opening))));
    }

    private void play(Scenario scenario, Opening opening) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temporary.resolve(scenario.name()));
        AtomicReference<Records> records = new AtomicReference<>();
        Options options = options(scenario, folder).wrappingRecords(real -> {
            records.set(real);
            return real;
        });
        try (Place place = opening.open(folder.resolve("state"), options)) {
            String project = new Play(scenario, place.over(() -> Optional.ofNullable(records.get())), folder).play();
            if (place.cloud() instanceof LocalCloud here) {
                assertThat(here.replay(project).difference()).as("replayed").isEmpty();
            }
        }
    }

    private interface Opening {
        Place open(Path data, Options options) throws IOException;
    }

    private static Options options(Scenario scenario, Path folder) throws IOException {
        JsonNode prices = scenario.expected().path("prices");
        if (prices.isMissingNode()) {
            return Options.usual().withEnvironment(Map.of());
        }
        Path table = Files.writeString(folder.resolve("prices.json"), "{\"recorded\": " + prices + "}");
        return Options.usual().withEnvironment(Map.of("KINTSUGI_PRICES", table.toString()));
    }

    @Test
    void they_are_numbered_in_order_and_say_what_they_show() {
        List<Scenario> all = Scenario.all(FOLDER);

        for (int number = 1; number <= all.size(); number++) {
            Scenario scenario = all.get(number - 1);
            assertThat(scenario.name()).startsWith("%03d_".formatted(number));
            assertThat(scenario.expected().path("about").asText()).endsWith(".");
        }
    }
}
