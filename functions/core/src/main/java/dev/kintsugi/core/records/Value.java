package dev.kintsugi.core.records;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an attribute holds. There are whole numbers only (money is in micro-dollars), no sets, and no null: what is not
 * there is absent. Every value is immutable and owns its bytes, so nobody changes a record by changing what it read.
 */
public sealed interface Value {
    /** Any Unicode text, the empty one too; half a character is refused, because no store could give it back. */
    record Text(String text) implements Value {
        public Text {
            requireWholeCharacters(text);
        }

        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /** A whole number. Sums stay whole numbers of 64 bits too. */
    record Whole(long number) implements Value {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    record Flag(boolean flag) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(flag);
        }
    }

    /** Bytes, none too. No record, because records hand out what they hold. */
    final class Bytes implements Value {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        int length() {
            return bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes #" + Integer.toHexString(hashCode());
        }
    }

    /** Values in order. */
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** Values by name, in the order of their names. */
    record Fields(Map<String, Value> values) implements Value, Attributes {
        public Fields {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            values.keySet().forEach(Fields::requireName);
        }

        @Override
        public Optional<Value> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public String whereabouts() {
            return "a map";
        }

        @Override
        public String toString() {
            return values.toString();
        }

        private static void requireName(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A name in a map has at least one character.");
            }
            requireWholeCharacters(name);
        }
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(boolean flag) {
        return new Flag(flag);
    }

    static Value of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** A moment is a whole number of milliseconds since 1970. */
    static Value of(Instant moment) {
        return new Whole(moment.toEpochMilli());
    }

    static Value of(List<? extends Value> values) {
        return new Sequence(List.copyOf(values));
    }

    static Value of(Map<String, Value> values) {
        return new Fields(values);
    }

    static Value ofTexts(Collection<String> texts) {
        return new Sequence(texts.stream().map(Value::of).toList());
    }

    /** What this is, in the words of an error message. */
    default String kind() {
        return switch (this) {
            case Text text -> "text";
            case Whole whole -> "a number";
            case Flag flag -> "a flag";
            case Bytes bytes -> "bytes";
            case Sequence sequence -> "a list";
            case Fields fields -> "a map";
        };
    }

    /** How many lists and maps stand inside one another here. */
    default int levels() {
        return switch (this) {
            case Text text -> 0;
            case Whole whole -> 0;
            case Flag flag -> 0;
            case Bytes bytes -> 0;
            case Sequence sequence -> 1 + deepest(sequence.values());
            case Fields fields -> 1 + deepest(fields.values().values());
        };
    }

    private static int deepest(Collection<Value> values) {
        return values.stream().mapToInt(Value::levels).max().orElse(0);
    }

    private static void requireWholeCharacters(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isHalf(text, at)) {
                throw new IllegalArgumentException(
                        "Text to be stored holds half a character (U+%04X) at position %d of %d; cut it between characters."
                                .formatted((int) text.charAt(at), at, text.length()));
            }
        }
    }

    private static boolean isHalf(String text, int at) {
        char character = text.charAt(at);
        if (Character.isHighSurrogate(character)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(character) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
