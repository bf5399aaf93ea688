package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.HttpCloud;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.local.cloud.Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cloud a command speaks to: the one at an address, or this machine's. */
final class CloudArguments {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "A Kintsugi cloud that runs elsewhere, such as http://127.0.0.1:4566.")
    private @Nullable String endpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where this machine keeps its projects (default: ~/.kintsugi).")
    private @Nullable String data;

    /**
     * The cloud: the one named, one that runs on the same data already, or a new one in this process.
     *
     * @throws ApiRefusal when there can be none
     */
    Cloud open(Options options) {
        Optional<Cloud> running = running();
        return running.isPresent() ? running.get() : LocalCloud.open(dataFolder(), options);
    }

    Cloud open() {
        return open(Options.usual());
    }

    /** A cloud that runs outside of this process, if there is one. */
    Optional<Cloud> running() {
        if (endpoint != null) {
            return Optional.of(new HttpCloud(address(endpoint)));
        }
        return LocalCloud.runningAt(dataFolder()).map(HttpCloud::new);
    }

    Path dataFolder() {
        try {
            return data != null ? Path.of(data) : Path.of(System.getProperty("user.home"), ".kintsugi");
        } catch (InvalidPathException bad) {
            throw ApiRefusal.unanswered("--data: no folder can have that name: " + bad.getReason());
        }
    }

    /** What a further command needs behind it to speak to the same cloud. */
    String asOptions() {
        return endpoint != null ? " --endpoint " + endpoint : data != null ? " --data " + data : "";
    }

    private static URI address(String written) {
        try {
            URI uri = new URI(written);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException bad) {
            throw ApiRefusal.unanswered("--endpoint: '%s' is no address: %s".formatted(written, bad.getReason()));
        }
        throw ApiRefusal.unanswered(
                "--endpoint: expected http://host:port or https://host, found '%s'".formatted(written));
    }
}
