package dev.kintsugi.core.records;

import java.util.Map;

/** Sizes in bytes as DynamoDB counts them: the names too, and what the store adds. */
public final class ItemSize {
    private static final int CONTAINER_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;

    private ItemSize() {}

    /** The size of an item with its keys and, once it is written, the id of its write. */
    public static int of(Item item) {
        int bytes =
                ofKey(item.key()) + item.writtenBy().map(ItemSize::ofWriteId).orElse(0);
        for (Map.Entry<String, Value> attribute : item.attributes().entrySet()) {
            bytes += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return bytes;
    }

    public static int of(Value value) {
        return switch (value) {
            case Value.Text text -> utf8(text.text());
            case Value.Whole whole -> number(whole.number());
            case Value.Flag flag -> 1;
            case Value.Bytes bytes -> bytes.length();
            case Value.Sequence sequence -> {
                int bytes = CONTAINER_BYTES;
                for (Value element : sequence.values()) {
                    bytes += ELEMENT_BYTES + of(element);
                }
                yield bytes;
            }
            case Value.Fields fields -> {
                int bytes = CONTAINER_BYTES;
                for (Map.Entry<String, Value> field : fields.values().entrySet()) {
                    bytes += ELEMENT_BYTES + utf8(field.getKey()) + of(field.getValue());
                }
                yield bytes;
            }
        };
    }

    static int ofKey(Key key) {
        return Item.PARTITION_KEY.length()
                + key.partition().length()
                + Item.SORT_KEY.length()
                + key.sort().length();
    }

    private static int ofWriteId(WriteId id) {
        return Item.WRITE_ID.length() + id.text().length();
    }

    /** One byte, one more for every two digits that count, and one for a minus sign. */
    private static int number(long number) {
        if (number == 0) {
            return 1;
        }
        String digits = Long.toString(number).replace("-", "");
        int significant = digits.replaceAll("0+$", "").length();
        return 1 + (significant + 1) / 2 + (number < 0 ? 1 : 0);
    }

    /** Counted without encoding; a pair of surrogates is four bytes. */
    static int utf8(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < 0x80) {
                bytes += 1;
            } else if (character < 0x800 || Character.isSurrogate(character)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
