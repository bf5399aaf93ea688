package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.execute.ExecuteRound;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** {@code Execute}: the coder's part of a round. */
public final class ExecuteHandler implements RequestStreamHandler {
    private final Steps steps;
    private final InstantSource clock;
    private final ExecuteRound round;

    public ExecuteHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public ExecuteHandler(Ports ports) {
        this.steps = new Steps("Execute", ports);
        this.clock = ports.clock();
        this.round = new ExecuteRound(
                steps.noted(ports.records()),
                ports.workspaces(),
                steps.metered(ports.models()),
                ports.checks(),
                clock,
                ports.coderLimits());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(
                in,
                out,
                context,
                call -> Optional.of(round.run(call.step(), call.job(), Wire.deadline(context, clock))));
    }
}
