package dev.kintsugi.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs a handler once before Lambda takes SnapStart's picture of it, so that the classes of its way are loaded and its clients are
 * made when the first call comes. Without SnapStart it does nothing: there the first call itself is the first run.
 */
final class Priming {
    private static final System.Logger LOG = System.getLogger(Priming.class.getName());

    private Priming() {}

    /** A handler's work. */
    @FunctionalInterface
    interface Work {
        void handle(InputStream in, OutputStream out) throws IOException;
    }

    /** Whatever goes wrong here would go wrong again in a call, where somebody hears of it. */
    static void run(Map<String, String> environment, String event, Work work) {
        if (!"snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return;
        }
        try (InputStream in = new java.io.ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))) {
            work.handle(in, OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "priming came to nothing: {0}", failed.toString());
        }
    }
}
