package dev.kintsugi.engine.jsonata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain maps, lists, strings, numbers, booleans and nulls, which is what JSONata works on.
 * Key order is kept; a whole number that fits a long stays exact and a larger one becomes a double, as on AWS.
 */
public final class JsonText {
    /** Levels of nesting that are read. */
    public static final int DEPTH_LEVELS = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_LEVELS)
                    .build())
            .build();
    private static final JsonFactory STRICT = FACTORY.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern UNKNOWN_WORD = Pattern.compile("Unrecognized token '([^']+)'");
    private static final Pattern COLUMN = Pattern.compile("column: (\\d+)]$");
    private static final double EXACT_WHOLE_DOUBLE = 9_007_199_254_740_992.0;

    private JsonText() {}

    /** Reads exactly one JSON value; anything else is a {@link JsonSyntaxException}. */
    public static @Nullable Object read(String text) {
        return read(FACTORY, text);
    }

    /** Reads exactly one JSON value in which no object has the same key twice. */
    public static @Nullable Object readStrictly(String text) {
        return read(STRICT, text);
    }

    private static @Nullable Object read(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("No content to map due to end-of-input");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("Unexpected text after the JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw asAwsPlacesIt(
                    String.valueOf(e.getMessage()),
                    e.getLocation() == null ? "" : e.getLocation().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** AWS tells where an unknown word ends, the parser of today where it begins. */
    private static JsonSyntaxException asAwsPlacesIt(String message, String location) {
        Matcher word = UNKNOWN_WORD.matcher(message);
        Matcher column = COLUMN.matcher(location);
        if (!word.lookingAt() || !column.find()) {
            return new JsonSyntaxException(message, location);
        }
        int end = Integer.parseInt(column.group(1)) + word.group(1).length();
        String moved = column.replaceFirst("column: " + end + "]");
        return new JsonSyntaxException(message.replace(location, moved), moved);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonSyntaxException("Unexpected token " + parser.currentToken());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            fields.put(key, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static Number whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }

    /** Writes a value without blanks. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> number(json, number);
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Object other when Nulls.isNull(other) -> json.writeNull();
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        switch (number) {
            case Integer whole -> json.writeNumber(whole);
            case Long whole -> json.writeNumber(whole);
            case BigInteger whole -> json.writeNumber(whole);
            case BigDecimal exact -> json.writeNumber(exact);
            default -> decimal(json, number.doubleValue());
        }
    }

    private static void decimal(JsonGenerator json, double number) throws IOException {
        if (!Double.isFinite(number)) {
            // JSON has no such number; AWS writes the name that JavaScript has for it, as a string.
            json.writeString(Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        } else {
            json.writeNumber(number);
        }
    }

    /** A number as JSON writes it best: whole doubles that are exact become whole numbers. */
    static Number simplest(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (value == Math.rint(value) && Math.abs(value) <= EXACT_WHOLE_DOUBLE) {
                long whole = (long) value;
                return whole == (int) whole ? (Number) (int) whole : (Number) whole;
            }
        }
        return number;
    }
}
