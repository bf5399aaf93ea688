package dev.kintsugi.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.replay.NotReplayable;
import dev.kintsugi.core.replay.Replayed;
import dev.kintsugi.local.cloud.ApiResponse;
import dev.kintsugi.local.cloud.CannotOpenException;
import dev.kintsugi.local.cloud.EmbeddedCloud;
import dev.kintsugi.local.cloud.Options;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The embedded cloud in this process, asked without a connection. */
public final class LocalCloud implements Cloud {
    private static final String STOPPED = "stopped; what was done is kept";

    private final EmbeddedCloud cloud;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalCloud(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /** Opens it; a Ctrl-C closes it before the process ends, so that what is under way is kept whole. */
    public static LocalCloud open(Path data, Options options) {
        try {
            LocalCloud opened = new LocalCloud(EmbeddedCloud.open(data, options));
            Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "close the cloud"));
            return opened;
        } catch (CannotOpenException failed) {
            throw ApiRefusal.unanswered(String.valueOf(failed.getMessage()));
        }
    }

    /** The address of a cloud that has this folder open, in whatever process. */
    public static Optional<URI> runningAt(Path data) {
        return EmbeddedCloud.runningAt(data);
    }

    public URI endpoint() {
        return cloud.endpoint();
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        ApiResponse response = answer(method, path, body);
        return Answers.read(response.status(), response.body(), "this cloud");
    }

    /** A question that the closing overtakes fails in many ways, of which none is a bug: it was stopped. */
    private ApiResponse answer(String method, String path, JsonNode body) {
        cloud.trouble().ifPresent(trouble -> {
            throw ApiRefusal.unanswered(trouble);
        });
        try {
            return cloud.api().call(method, path, Map.of("content-type", "application/json"), Answers.write(body));
        } catch (RuntimeException failed) {
            if (closed.get()) {
                throw ApiRefusal.unanswered(STOPPED);
            }
            throw failed;
        }
    }

    /**
     * Works a finished project through once more, without changing anything of it.
     *
     * @throws ApiRefusal when it cannot be replayed
     */
    public Replayed replay(String project) {
        try {
            return cloud.replay(new ProjectId(project));
        } catch (NotReplayable not) {
            throw ApiRefusal.unanswered(String.valueOf(not.getMessage()));
        }
    }

    @Override
    public boolean isHere() {
        return true;
    }

    /** Once, whether the command ends or the process. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            cloud.close();
        }
    }
}
