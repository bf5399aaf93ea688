package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.handlers.api.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Every route of the REST API. */
public final class ApiHandler implements RequestStreamHandler {
    private final Api api;

    public ApiHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public ApiHandler(Ports ports) {
        this.api = Api.over(ports);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        api.answer(in, out);
    }
}
