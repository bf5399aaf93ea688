package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.open.AwaitWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code Work}: remembers whom to wake when a project's work is done. */
public final class AwaitWorkHandler implements RequestStreamHandler {
    private final Steps steps;
    private final AwaitWork awaitWork;

    public AwaitWorkHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public AwaitWorkHandler(Ports ports) {
        this.steps = new Steps("AwaitWork", ports);
        this.awaitWork = new AwaitWork(ports.records(), ports.executions());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> {
            awaitWork.run(call.step(), call.project(), call.token());
            return Optional.empty();
        });
    }
}
