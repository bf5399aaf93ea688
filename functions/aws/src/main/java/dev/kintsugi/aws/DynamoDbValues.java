package dev.kintsugi.aws;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.UnreadableRecordException;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items and values as DynamoDB spells them, both ways. */
final class DynamoDbValues {
    private DynamoDbValues() {}

    static Map<String, AttributeValue> ofKey(Key key) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(Item.PARTITION_KEY, AttributeValue.fromS(key.partition()));
        attributes.put(Item.SORT_KEY, AttributeValue.fromS(key.sort()));
        return attributes;
    }

    static Map<String, AttributeValue> ofItem(Item item, WriteId id) {
        Map<String, AttributeValue> attributes = ofKey(item.key());
        attributes.put(Item.WRITE_ID, AttributeValue.fromS(id.text()));
        item.attributes().forEach((name, value) -> attributes.put(name, of(value)));
        return attributes;
    }

    static AttributeValue of(Value value) {
        return switch (value) {
            case Value.Text text -> AttributeValue.fromS(text.text());
            case Value.Whole whole -> AttributeValue.fromN(Long.toString(whole.number()));
            case Value.Flag flag -> AttributeValue.fromBool(flag.flag());
            case Value.Bytes bytes -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes.bytes()));
            case Value.Sequence sequence ->
                AttributeValue.fromL(
                        sequence.values().stream().map(DynamoDbValues::of).toList());
            case Value.Fields fields -> {
                Map<String, AttributeValue> values = new HashMap<>();
                fields.values().forEach((name, field) -> values.put(name, of(field)));
                yield AttributeValue.fromM(values);
            }
        };
    }

    static Item item(Key key, Map<String, AttributeValue> attributes) {
        Map<String, Value> values = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (!isTheStores(name)) {
                values.put(name, value(key, name, value));
            }
        });
        Item item = Item.of(key, values);
        AttributeValue id = attributes.get(Item.WRITE_ID);
        return id == null || id.s() == null ? item : item.writtenBy(new WriteId(id.s()));
    }

    private static boolean isTheStores(String name) {
        return name.equals(Item.PARTITION_KEY) || name.equals(Item.SORT_KEY) || name.equals(Item.WRITE_ID);
    }

    private static Value value(Key key, String name, AttributeValue found) {
        return switch (found.type()) {
            case S -> Value.of(found.s());
            case N -> Value.of(whole(key, name, found.n()));
            case BOOL -> Value.of(found.bool());
            case B -> Value.of(found.b().asByteArrayUnsafe());
            case L -> {
                List<Value> values = new ArrayList<>();
                for (AttributeValue element : found.l()) {
                    values.add(value(key, name, element));
                }
                yield Value.of(values);
            }
            case M -> {
                Map<String, Value> values = new TreeMap<>();
                found.m().forEach((field, value) -> values.put(field, value(key, name + "." + field, value)));
                yield Value.of(values);
            }
            case SS, NS, BS -> throw UnreadableRecordException.strange(key.toString(), name, "a set");
            case NUL -> throw UnreadableRecordException.strange(key.toString(), name, "null");
            case UNKNOWN_TO_SDK_VERSION ->
                throw UnreadableRecordException.strange(key.toString(), name, "of an unknown type");
        };
    }

    private static long whole(Key key, String name, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notWhole) {
            throw UnreadableRecordException.strange(
                    key.toString(), name, "the number " + digits + ", no whole number of 64 bits");
        }
    }
}
