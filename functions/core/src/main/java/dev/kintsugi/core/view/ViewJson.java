package dev.kintsugi.core.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The JSON of everything in this room: names in snake case, moments as ISO 8601 in UTC, money in plain dollars. */
public final class ViewJson {
    private static final ObjectMapper MAPPER = made();

    private ViewJson() {}

    /** Reads and writes; not to be configured further, for it is everybody's. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static ObjectMapper made() {
        SimpleModule moments = new SimpleModule();
        moments.addSerializer(Instant.class, new MomentWriter());
        moments.addDeserializer(Instant.class, new MomentReader());
        return JsonMapper.builder()
                .addModule(moments)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    private static final class MomentWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        MomentWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(moment.toString());
        }
    }

    private static final class MomentReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        MomentReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException bad) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "expected an ISO 8601 moment");
            }
        }
    }
}
