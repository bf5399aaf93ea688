package dev.kintsugi.local.cloud;

import dev.kintsugi.core.records.Records;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How an embedded cloud is to be.
 *
 * @param port where it listens; 0 takes a free one
 * @param recordings where every reply of a model is written down, if anywhere
 * @param environment what keys and Regions of models are read from
 * @param overlay what lies over its parts
 */
public record Options(int port, Optional<Path> recordings, Map<String, String> environment, Overlay overlay) {
    /** Where {@code kintsugi up} listens. */
    public static final int USUAL_PORT = 4577;

    public Options {
        environment = Map.copyOf(environment);
    }

    /** A free port, no recordings, this process's environment. */
    public static Options usual() {
        return new Options(0, Optional.empty(), System.getenv(), Overlay.NONE);
    }

    public Options onPort(int number) {
        return new Options(number, recordings, environment, overlay);
    }

    public Options recordingInto(Path folder) {
        return new Options(port, Optional.of(folder), environment, overlay);
    }

    public Options withEnvironment(Map<String, String> variables) {
        return new Options(port, recordings, variables, overlay);
    }

    public Options laidOver(Overlay parts) {
        return new Options(port, recordings, environment, parts);
    }

    public Options wrappingRecords(UnaryOperator<Records> wrapping) {
        return laidOver(new Overlay() {
            @Override
            public Records records(Records records) {
                return wrapping.apply(records);
            }
        });
    }
}
