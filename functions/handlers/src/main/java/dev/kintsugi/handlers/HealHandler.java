package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.heal.HealJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** {@code Heal}: carries a failed job's work into a remediation. */
public final class HealHandler implements RequestStreamHandler {
    private final Steps steps;
    private final InstantSource clock;
    private final HealJob job;

    public HealHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public HealHandler(Ports ports) {
        this.steps = new Steps("Heal", ports);
        this.clock = ports.clock();
        this.job = new HealJob(steps.noted(ports.records()), ports.workspaces(), steps.metered(ports.models()), clock);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(
                in, out, context, call -> Optional.of(job.run(call.step(), call.job(), Wire.deadline(context, clock))));
    }
}
