package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.judge.ReviewRound;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/** {@code Review}: the reviewer's part of a round. */
public final class ReviewHandler implements RequestStreamHandler {
    private final Steps steps;
    private final InstantSource clock;
    private final ReviewRound round;

    public ReviewHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public ReviewHandler(Ports ports) {
        this.steps = new Steps("Review", ports);
        this.clock = ports.clock();
        this.round = new ReviewRound(
                steps.noted(ports.records()), ports.workspaces(), steps.metered(ports.models()), ports.checks(), clock);
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
