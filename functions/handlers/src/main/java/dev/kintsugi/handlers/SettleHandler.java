package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.settle.SettleJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code Settle}: writes a job's end, or throws it for the machine to end with. */
public final class SettleHandler implements RequestStreamHandler {
    private final Steps steps;
    private final SettleJob settleJob;

    public SettleHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public SettleHandler(Ports ports) {
        this.steps = new Steps("Settle", ports);
        this.settleJob = new SettleJob(steps.noted(ports.records()), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> Optional.of(settleJob.settle(call.step(), call.job())));
    }
}
