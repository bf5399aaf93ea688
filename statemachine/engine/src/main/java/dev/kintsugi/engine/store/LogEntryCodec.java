package dev.kintsugi.engine.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.log.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A log entry as JSON, named by its record: a person can read the log with any editor, and a field that a later version
 * adds is no reason to refuse an older log.
 */
final class LogEntryCodec {
    private static final JsonMapper MAPPER = mapper();

    private LogEntryCodec() {}

    static byte[] encode(LogEntry entry) {
        try {
            return MAPPER.writerFor(LogEntry.class).writeValueAsBytes(entry);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogEntry decode(ByteBuffer payload) throws IOException {
        int from = payload.arrayOffset() + payload.position();
        return MAPPER.readerFor(LogEntry.class).readValue(payload.array(), from, payload.remaining());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface NamedByItsRecord {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                // Half of a surrogate pair is no UTF-8, but as an escape it comes back as it was.
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .addModule(new SimpleModule()
                        .addSerializer(new InstantSerializer())
                        .addDeserializer(Instant.class, new InstantDeserializer()));
        name(builder, LogEntry.class);
        name(builder, EventDetails.class);
        JsonMapper mapper = builder.build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(CommitLog.RECORD_BYTES_MAX)
                        .build());
        return mapper;
    }

    private static void name(JsonMapper.Builder builder, Class<?> sealed) {
        builder.addMixIn(sealed, NamedByItsRecord.class);
        for (Class<?> shape : sealed.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(shape, shape.getSimpleName()));
        }
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class InstantDeserializer extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }
}
