package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.resume.RecordStop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads the queue of executions that stopped, and puts each on its job's record; what fails comes again. */
public final class RecordStopHandler implements RequestStreamHandler {
    private static final System.Logger LOG = System.getLogger(RecordStopHandler.class.getName());

    private final RecordStop stops;

    public RecordStopHandler() {
        this(AwsPorts.from(System.getenv()));
    }

    public RecordStopHandler(Ports ports) {
        this.stops = new RecordStop(ports.records(), ports.executions(), ports.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        ObjectNode answer = Wire.JSON.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode message : Wire.JSON.readTree(in).path("Records")) {
            String id = message.path("messageId").asText();
            try {
                stops.record(StopEvent.read(message.path("body").asText()));
            } catch (IOException | RuntimeException failed) {
                LOG.log(System.Logger.Level.WARNING, "the stop in message {0} was not recorded: {1}", id, failed);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        out.write(Wire.JSON.writeValueAsBytes(answer));
    }
}
