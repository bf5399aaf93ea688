package dev.kintsugi.local.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.UnreadableRecordException;
import dev.kintsugi.core.records.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attributes as JSON that a person can read in the file. Bytes are an object with one name, {@code $bytes}; a name in
 * a map that begins with a dollar gets a second one, so the two are never mixed up.
 */
final class ItemJson {
    private static final String ESCAPE = "$";
    private static final String BYTES = "$bytes";

    private static final JsonFactory JSON = new JsonFactory();

    private ItemJson() {}

    static String written(Map<String, Value> attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, new Value.Fields(attributes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing JSON into memory cannot fail.", impossible);
        }
        return text.toString();
    }

    static Map<String, Value> read(Key key, String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            if (value(json) instanceof Value.Fields fields && json.nextToken() == null) {
                return fields.values();
            }
            throw UnreadableRecordException.strange(key.toString(), "body", "no JSON object");
        } catch (IOException | IllegalArgumentException notOurs) {
            throw UnreadableRecordException.strange(
                    key.toString(), "body", "damaged JSON (" + notOurs.getMessage() + ")");
        }
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Text text -> json.writeString(text.text());
            case Value.Whole whole -> json.writeNumber(whole.number());
            case Value.Flag flag -> json.writeBoolean(flag.flag());
            case Value.Bytes bytes -> {
                json.writeStartObject();
                json.writeBinaryField(BYTES, bytes.bytes());
                json.writeEndObject();
            }
            case Value.Sequence sequence -> {
                json.writeStartArray();
                for (Value element : sequence.values()) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case Value.Fields fields -> {
                json.writeStartObject();
                for (Map.Entry<String, Value> field : fields.values().entrySet()) {
                    String name = field.getKey();
                    json.writeFieldName(name.startsWith(ESCAPE) ? ESCAPE + name : name);
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
        }
    }

    private static Value value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("it ends too early");
        }
        return switch (token) {
            case VALUE_STRING -> Value.of(json.getText());
            case VALUE_NUMBER_INT -> Value.of(json.getLongValue());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case START_ARRAY -> sequence(json);
            case START_OBJECT -> object(json);
            default -> throw new IOException("a " + token + " is never written");
        };
    }

    private static Value sequence(JsonParser json) throws IOException {
        List<Value> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json));
        }
        return Value.of(values);
    }

    private static Value object(JsonParser json) throws IOException {
        Map<String, Value> values = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(BYTES)) {
                byte[] bytes = json.getBinaryValue();
                json.nextToken();
                return Value.of(bytes);
            }
            values.put(name.startsWith(ESCAPE) ? name.substring(ESCAPE.length()) : name, value(json));
        }
        return Value.of(values);
    }
}
