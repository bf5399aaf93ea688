package dev.kintsugi.engine.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is known as text, as a value, or as both. It turns one into the other only when asked, so a payload
 * that merely passes through a state is neither parsed nor written again. The value must not be changed.
 */
public final class Document {
    private static final Object UNREAD = new Object();
    private static final int UNMEASURED = -1;

    /** The empty object. */
    public static final Document EMPTY = ofText("{}");

    private volatile @Nullable String text;
    private volatile @Nullable Object value;
    private volatile @Nullable Object operand;
    private volatile int bytes = UNMEASURED;

    private Document(@Nullable String text, @Nullable Object value) {
        this.text = text;
        this.value = value;
    }

    /** A document of JSON text that is known to be well formed. */
    public static Document ofText(String text) {
        return new Document(text, UNREAD);
    }

    /** A document of a value made of maps, lists, strings, numbers, booleans and nulls. */
    public static Document ofValue(@Nullable Object value) {
        return new Document(null, value);
    }

    /** Reads a text that may be anything; not JSON is a {@link JsonSyntaxException}. The text is kept as it is. */
    public static Document parse(String text) {
        return new Document(text, JsonText.read(text));
    }

    /** The JSON array of these documents. */
    public static Document array(List<Document> items) {
        List<@Nullable Object> values = new ArrayList<>(items.size());
        for (Document item : items) {
            values.add(item.value());
        }
        return ofValue(values);
    }

    /** The JSON text. */
    public String text() {
        String known = text;
        if (known == null) {
            known = JsonText.write(value);
            text = known;
        }
        return known;
    }

    /** The value; null is JSON's null. */
    public @Nullable Object value() {
        Object known = value;
        if (UNREAD.equals(known)) {
            known = JsonText.read(text());
            value = known;
        }
        return known;
    }

    /** The value as expressions take it, where null is a value like any other. */
    public Object operand() {
        Object known = operand;
        if (known == null) {
            known = Nulls.asValues(value());
            operand = known;
        }
        return known;
    }

    /** The value's field of this name if it is an object that has one. */
    public @Nullable Object field(String name) {
        return value() instanceof Map<?, ?> fields ? fields.get(name) : null;
    }

    /** Size of the text in UTF-8. */
    public int bytes() {
        int known = bytes;
        if (known == UNMEASURED) {
            known = utf8Bytes(text());
            bytes = known;
        }
        return known;
    }

    /** Forgets what can be had again from the text, so that a finished execution takes less room. */
    public void shrink() {
        operand = null;
        if (text != null) {
            value = UNREAD;
        }
    }

    /** Size of a text in UTF-8, without encoding it. */
    public static int utf8Bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                // Each half of a surrogate pair counts two: four for the pair.
                bytes += Character.isSurrogate(c) ? 1 : 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return text();
    }
}
