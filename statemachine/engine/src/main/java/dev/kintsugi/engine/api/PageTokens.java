package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
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
        int from = token == null ? 0 : begins.apply(open(scope, token));
        int to = Math.min(all.size(), from + size);
        List<T> items = all.subList(Math.min(from, to), to);
        String next = to < all.size() ? seal(scope, key.apply(all.get(to - 1))) : null;
        return new Page<>(items, next);
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
