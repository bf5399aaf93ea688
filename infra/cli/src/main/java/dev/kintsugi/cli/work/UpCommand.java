package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.Output;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.local.cloud.Options;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kintsugi up}: the embedded cloud on one port, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs the cloud on this machine, for this command, browsers and AWS clients, until Ctrl-C.",
        footer = {"", "Exit: 130 stopped with Ctrl-C, 2 it could not start."})
public final class UpCommand implements Callable<Integer> {
    static final int MOST_PORT = 65_535;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataArguments data = new DataArguments();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port on loopback, 0 for a free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + Options.USUAL_PORT)
    private int port = Options.USUAL_PORT;

    @Override
    public Integer call() {
        try {
            if (port < 0 || port > MOST_PORT) {
                throw ApiRefusal.unanswered("--port: expected 0 to %d, found %d".formatted(MOST_PORT, port));
            }
            Optional<URI> running = LocalCloud.runningAt(data.folder());
            if (running.isPresent()) {
                throw ApiRefusal.unanswered("a cloud runs on %s already: %s".formatted(data.folder(), running.get()));
            }
            try (LocalCloud cloud =
                    LocalCloud.open(data.folder(), Options.usual().onPort(port))) {
                announce(cloud.endpoint());
                new CountDownLatch(1).await();
            }
            return ExitCode.DONE;
        } catch (ApiRefusal refused) {
            Output.errorsOf(spec).println("kintsugi: " + refused.getMessage());
            return ExitCode.ERROR;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.DONE;
        }
    }

    private void announce(URI endpoint) {
        Output.of(spec).println("Kintsugi runs at " + endpoint + "   (state in " + data.folder() + ")");
        Output.of(spec).println();
        Output.of(spec).println("  kintsugi submit PLAN --repo DIR --model SPEC --endpoint " + endpoint);
        Output.of(spec)
                .println("  aws stepfunctions list-state-machines --region us-east-1 --endpoint-url " + endpoint);
        Output.of(spec).println();
        Output.of(spec).println("Ctrl-C stops it; what is under way is kept.");
        Output.of(spec).flush();
    }
}
