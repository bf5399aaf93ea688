package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.approve.AwaitApproval;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code AwaitApproval}: remembers whom to wake when a person has decided. */
public final class AwaitApprovalHandler implements RequestStreamHandler {
    private final Steps steps;
    private final AwaitApproval awaitApproval;

    public AwaitApprovalHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public AwaitApprovalHandler(Ports ports) {
        this.steps = new Steps("AwaitApproval", ports);
        this.awaitApproval = new AwaitApproval(steps.noted(ports.records()), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        steps.answer(in, out, context, call -> {
            awaitApproval.run(call.step(), call.job(), call.token());
            return Optional.empty();
        });
    }
}
