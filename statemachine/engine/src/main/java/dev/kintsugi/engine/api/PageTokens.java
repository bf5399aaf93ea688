package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins, wrapped so that it comes back only to the request it was made for. A token holds the key
 * of the last item shown, so that items which come and go between two pages neither repeat nor hide others.
 */
final class PageTokens {
    /** Items of a page when the caller does not say, or says 0. */
    static final int ITEMS_OTHERWISE = 100;

    /** Items of the largest page. */
    static final int ITEMS_MAX = 1_000;

    /** How long a token may be used. */
    static final Duration VALID = Duration.ofHours(24);

    private final InstantSource clock;

    PageTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** One page and the token for the next, null when there is none. */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    static int size(RequestFields in) {
        int asked = in.number("maxResults", 0, ITEMS_MAX, 0);
        return asked == 0 ? ITEMS_OTHERWISE : asked;
    }

    /**
     * Cuts a page out of a list.
     *
     * @param scope what the token may be used for: the action and all that narrows its list
     * @param begins where in the list the page after the item with a given key begins
     * @param key the key of an item
     */
    <T> Page<T> page(
            String scope,
            List<T> all,
            int size,
            @Nullable String token,
            Function<String, Integer> begins,
            Function<T, String> key) {
        return page(scope, all, any -> true, size, token, begins, (item, index) -> key.apply(item));
    }

    /** The same where some items are not wanted: looks at no more of the list than the page needs. */
    <T> Page<T> page(
            String scope,
            List<T> all,
            Predicate<T> wanted,
            int size,
            @Nullable String token,
            Function<String, Integer> begins,
            BiFunction<T, Integer, String> key) {
        List<T> items = new ArrayList<>();
        String last = "";
        for (int at = token == null ? 0 : begins.apply(open(scope, token)); at < all.size(); at++) {
            T item = all.get(at);
            if (!wanted.test(item)) {
                continue;
            }
            if (items.size() == size) {
                return new Page<>(items, seal(scope, last));
            }
            items.add(item);
            last = items.size() == size ? key.apply(item, at) : "";
        }
        return new Page<>(items, null);
    }

    private String seal(String scope, String after) {
        ObjectNode token = Json.object();
        token.put("after", after);
        token.put("until", clock.instant().plus(VALID).toEpochMilli());
        token.put("check", check(scope, after, token.get("until").longValue()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
    }

    private String open(String scope, String token) {
        try {
            JsonNode opened = Json.read(Base64.getUrlDecoder().decode(token));
            String after = opened.path("after").asText();
            long until = opened.path("until").asLong();
            boolean genuine = opened.path("check").asLong() == check(scope, after, until);
            if (genuine && clock.instant().isBefore(Instant.ofEpochMilli(until))) {
                return after;
            }
        } catch (IOException | IllegalArgumentException garbage) {
            // No token of ours: told below like any other.
        }
        throw ApiException.invalidToken();
    }

    /** A checksum against mistakes, not a seal against malice: a token opens nothing that its request could not see. */
    private static long check(String scope, String after, long until) {
        CRC32C crc = new CRC32C();
        crc.update((scope + '\n' + after + '\n' + until).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
