package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.approve.AwaitApproval;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@code AwaitApproval}: remembers whom to wake when a person has decided. */
public final class AwaitApprovalHandler implements RequestStreamHandler {
    private final AwaitApproval awaitApproval;

    public AwaitApprovalHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public AwaitApprovalHandler(Ports ports) {
        this.awaitApproval = new AwaitApproval(ports.records(), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        StepCall call = StepCall.read(in);
        awaitApproval.run(call.step(), call.job(), call.token());
    }
}
