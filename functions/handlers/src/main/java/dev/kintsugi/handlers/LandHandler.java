package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.land.LandJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code Land}: an approved commit goes onto the project's branch. */
public final class LandHandler implements RequestStreamHandler {
    private final Steps steps;
    private final LandJob landJob;

    public LandHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public LandHandler(Ports ports) {
        this.steps = new Steps("Land", ports);
        this.landJob = new LandJob(steps.noted(ports.records()), ports.workspaces(), ports.checks(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> Optional.of(landJob.run(call.step(), call.job())));
    }
}
