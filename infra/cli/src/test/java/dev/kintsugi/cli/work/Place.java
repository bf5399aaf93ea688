package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.records.Records;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where a scenario is played.
 *
 * @param records its own, for what no person does, where they can be reached and since its first function was made
 * @param repositories how the cloud addresses a repository that lies in a folder of this machine
 * @param replies where it finds a folder of recorded replies
 */
record Place(
        Cloud cloud,
        Console console,
        Supplier<Optional<Records>> records,
        UnaryOperator<String> repositories,
        UnaryOperator<String> replies)
        implements AutoCloseable {
    /** A cloud that sees the same folders. */
    static Place here(Cloud cloud, Console console) {
        return new Place(cloud, console, Optional::empty, UnaryOperator.identity(), UnaryOperator.identity());
    }

    Place over(Supplier<Optional<Records>> below) {
        return new Place(cloud, console, below, repositories, replies);
    }

    String repository(Path folder) {
        return repositories.apply(folder.toString());
    }

    String model(Path folder) {
        return "recorded:" + replies.apply(folder.toString());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
