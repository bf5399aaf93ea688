package dev.kintsugi.core.queue;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is sent: a text, and facts about it that need no parsing. */
public record Message(String body, Map<String, String> attributes) {
    public Message {
        attributes = Map.copyOf(attributes);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("A message has a body.");
        }
        requireCharacters(body);
        if (attributes.size() > QueueLimits.MESSAGE_ATTRIBUTES) {
            throw new IllegalArgumentException("A message has at most %d attributes, this one %d."
                    .formatted(QueueLimits.MESSAGE_ATTRIBUTES, attributes.size()));
        }
        attributes.forEach((name, value) -> {
            if (name.isEmpty() || value.isEmpty()) {
                throw new IllegalArgumentException("A message's attributes have names and values.");
            }
            requireCharacters(value);
        });
        int bytes = size(body, attributes);
        if (bytes > QueueLimits.MESSAGE_BYTES) {
            throw new MessageTooLargeException(bytes);
        }
    }

    public static Message of(String body) {
        return new Message(body, Map.of());
    }

    private static int size(String body, Map<String, String> attributes) {
        int bytes = utf8(body);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            // A queue counts an attribute's type too, and every one here is a String.
            bytes += utf8(attribute.getKey()) + utf8("String") + utf8(attribute.getValue());
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The characters of XML, which are all that SQS carries. */
    private static void requireCharacters(String text) {
        text.codePoints().forEach(character -> {
            boolean carried = character == '\t'
                    || character == '\n'
                    || character == '\r'
                    || (character >= ' ' && character <= 0xD7FF)
                    || (character >= 0xE000 && character <= 0xFFFD)
                    || character >= 0x10000;
            if (!carried) {
                throw new IllegalArgumentException("A message cannot carry the character U+%04X.".formatted(character));
            }
        });
    }
}
