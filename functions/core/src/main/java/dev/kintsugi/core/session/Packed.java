package dev.kintsugi.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelJsonReader;
import dev.kintsugi.core.records.Chunks;
import java.io.IOException;

/** An exchange as compressed bytes. */
final class Packed {
    private static final JsonMapper JSON = new JsonMapper();

    private Packed() {}

    static byte[] of(Exchange exchange) {
        return Chunks.compressed(ModelJson.line(ModelJson.of(exchange)).getBytes(UTF_8));
    }

    static Exchange exchange(byte[] packed) {
        try {
            return ModelJsonReader.exchange(JSON.readTree(Chunks.expanded(packed)));
        } catch (IOException broken) {
            throw new IllegalStateException("expected a recorded exchange, found bytes that are none", broken);
        }
    }
}
