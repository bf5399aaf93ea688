package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.heal.HealJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** {@code Heal}: carries a failed job's work into a remediation. */
public final class HealHandler implements RequestStreamHandler {
    private final InstantSource clock;
    private final HealJob job;

    public HealHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public HealHandler(Ports ports) {
        this.clock = ports.clock();
        this.job = new HealJob(ports.records(), ports.workspaces(), ports.models(), clock);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        StepCall call = StepCall.read(in);
        Wire.write(out, job.run(call.step(), call.job(), Wire.deadline(context, clock)));
    }
}
