package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.HttpCloud;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.cli.api.StackEndpoint;
import dev.kintsugi.local.cloud.Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cloud a command speaks to: the one at an address, or this machine's. */
final class CloudArguments {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "A Kintsugi cloud that runs elsewhere, such as http://127.0.0.1:4566.")
    private @Nullable String endpoint;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "A Kintsugi stack on AWS, in your Region and with your credentials.")
    private @Nullable String stack;

    @Mixin
    private final DataArguments data = new DataArguments();

    /**
     * The cloud: the one named, one that runs on the same data already, or a new one in this process.
     *
     * @throws ApiRefusal when there can be none
     */
    Cloud open() {
        return running().orElseGet(() -> LocalCloud.open(dataFolder(), Options.usual()));
    }

    /**
     * The same, for a command that stays as long as its project is at work: meanwhile others may come to its cloud.
     *
     * @param notes told what closing it waits for
     */
    Cloud openToWork(Options options, Consumer<String> notes) {
        return running().orElseGet(() -> new HostingCloud(LocalCloud.open(dataFolder(), options), notes));
    }

    Cloud openToWork(Consumer<String> notes) {
        return openToWork(Options.usual(), notes);
    }

    /** A cloud that runs outside of this process, if there is one. */
    Optional<Cloud> running() {
        if (endpoint != null && stack != null) {
            throw ApiRefusal.unanswered("--endpoint and --stack both name a cloud; give one of them");
        }
        if (endpoint != null) {
            return Optional.of(new HttpCloud(address(endpoint)));
        }
        if (stack != null) {
            return Optional.of(new HttpCloud(StackEndpoint.of(stack)));
        }
        return LocalCloud.runningAt(dataFolder()).map(HttpCloud::new);
    }

    Path dataFolder() {
        return data.folder();
    }

    /** What a further command needs behind it to speak to the same cloud. */
    String asOptions() {
        return endpoint != null ? " --endpoint " + endpoint : stack != null ? " --stack " + stack : data.asOption();
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
