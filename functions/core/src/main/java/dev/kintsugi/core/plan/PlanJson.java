package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;

/**
 * Plans as JSON for records and fingerprints: names as in a plan, keys sorted, nothing written that is not said, money
 * in whole micro-dollars and times in whole seconds. A value that is read back equals the one written.
 */
public final class PlanJson {
    private PlanJson() {}

    public static ObjectMapper mapper() {
        SimpleModule seconds = new SimpleModule();
        seconds.addSerializer(Duration.class, new SecondsWriter());
        seconds.addDeserializer(Duration.class, new SecondsReader());
        return JsonMapper.builder()
                .addModule(seconds)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .build();
    }

    private static final class SecondsWriter extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1;

        SecondsWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(time.toSeconds());
        }
    }

    private static final class SecondsReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        SecondsReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Duration.ofSeconds(json.getLongValue());
        }
    }
}
