package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.open.CloseProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code Close}: ends a project, unless work came up meanwhile. */
public final class CloseHandler implements RequestStreamHandler {
    private final Steps steps;
    private final CloseProject closeProject;

    public CloseHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public CloseHandler(Ports ports) {
        this.steps = new Steps("Close", ports);
        this.closeProject = new CloseProject(ports.records(), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> Optional.of(closeProject.run(call.step(), call.project())));
    }
}
