package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.open.OpenProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code Open}: makes a project's trunk and starts its ready tasks. */
public final class OpenHandler implements RequestStreamHandler {
    private final Steps steps;
    private final OpenProject openProject;

    public OpenHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public OpenHandler(Ports ports) {
        this.steps = new Steps("Open", ports);
        this.openProject = new OpenProject(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> Optional.of(openProject.run(call.step(), call.project())));
    }
}
