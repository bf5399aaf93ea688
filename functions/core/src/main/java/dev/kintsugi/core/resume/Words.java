package dev.kintsugi.core.resume;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A wish as one text, which can be compared, and read again by whoever finishes what was begun. */
final class Words {
    private final Map<String, String> words = new LinkedHashMap<>();

    static Words of(String text) {
        Words read = new Words();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                read.words.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return read;
    }

    Words with(String name, Object value) {
        words.put(name, String.valueOf(value));
        return this;
    }

    Words with(String name, Optional<?> value) {
        value.ifPresent(known -> words.put(name, String.valueOf(known)));
        return this;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(words.get(name));
    }

    boolean flag(String name) {
        return find(name).filter("true"::equals).isPresent();
    }

    String text() {
        return words.entrySet().stream()
                .map(word -> word.getKey() + "=" + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
