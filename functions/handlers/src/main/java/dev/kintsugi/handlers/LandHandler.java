package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.land.LandJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code Land}: an approved commit goes onto the project's branch. */
public final class LandHandler implements RequestStreamHandler {
    private final LandJob landJob;

    public LandHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public LandHandler(Ports ports) {
        this.landJob = new LandJob(ports.records(), ports.workspaces(), ports.checks(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        StepCall call = StepCall.read(in);
        Wire.write(out, landJob.run(call.step(), call.job()));
    }
}
