package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.session.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/** JSON as it goes in and out of the functions. */
final class Wire {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private Wire() {}

    /** When Lambda would end the call. */
    static Deadline deadline(Context context, InstantSource clock) {
        return Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    }

    /** Writes an outcome as the machines route by it: the record's name as {@code outcome}, and what it holds. */
    static void write(OutputStream out, Object outcome) throws IOException {
        ObjectNode fields =
                JSON.createObjectNode().put("outcome", outcome.getClass().getSimpleName());
        fields.setAll(JSON.<ObjectNode>valueToTree(outcome));
        out.write(JSON.writeValueAsBytes(fields));
    }
}
