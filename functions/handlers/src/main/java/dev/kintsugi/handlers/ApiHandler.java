package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.handlers.api.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Every route of the REST API. */
public final class ApiHandler implements RequestStreamHandler {
    /** Asks for what is not there: through the routes, the record and back. */
    private static final String NOTHING = """
            {"httpMethod": "GET", "path": "/projects/nothing-000000", "headers": {}, "queryStringParameters": {}, "body": null}""";

    private final Api api;

    public ApiHandler() {
        this(AwsPorts.from(System.getenv()));
        Priming.run(System.getenv(), NOTHING, api::answer);
    }

    public ApiHandler(Ports ports) {
        this.api = Api.over(ports);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        api.answer(in, out);
    }
}
