package dev.kintsugi.handlers.api;

import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.WriteAnswer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers what a request with an {@code Idempotency-Key} was answered, so that a client that did not hear can say it again.
 * The first one claims the key; what it did is itself repeatable, so one that died on the way is simply done again.
 */
final class Idempotency {
    static final Duration REMEMBERED = Duration.ofHours(24);

    /** Characters of a key. */
    static final int KEY_CHARACTERS = 255;

    private static final String HEADER = "Idempotency-Key";

    private final Records records;
    private final InstantSource clock;

    Idempotency(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    ApiAnswer once(ApiRequest request, Supplier<ApiAnswer> deed) {
        Optional<String> named = request.header(HEADER);
        if (named.isEmpty()) {
            return deed.get();
        }
        if (named.get().isBlank() || named.get().length() > KEY_CHARACTERS) {
            throw new Refusal(Problem.badRequest("Idempotency-Key has 1 to %d characters".formatted(KEY_CHARACTERS)));
        }
        Key key = new Key(
                Table.SESSIONS,
                "idempotency/" + digest(request.tenant() + "\n" + request.caller() + "\n" + named.get()),
                "request");
        String said = digest(request.method() + " " + request.path() + "\n"
                + HexFormat.of().formatHex(sha256().digest(request.body())));
        Optional<Item> before = claimed(key, said);
        return before.flatMap(Idempotency::answer).orElseGet(() -> answered(key, deed.get()));
    }

    /** What stands under the key from before; nothing when it is ours from now on. */
    private Optional<Item> claimed(Key key, String said) {
        Instant now = clock.instant();
        Optional<Item> there = records.get(key).filter(item -> item.number(Item.EXPIRES_AT) > now.getEpochSecond());
        if (there.isEmpty()) {
            Item claim = Item.at(key)
                    .with("said", said)
                    .with(Item.EXPIRES_AT, now.plus(REMEMBERED).getEpochSecond())
                    .build();
            Optional<Item> stale = records.get(key);
            Condition still = stale.map(item -> Condition.equal("said", item.text("said")))
                    .orElse(Condition.itemAbsent());
            if (records.settle(Operation.put(claim).when(still)) instanceof WriteAnswer.Done) {
                return Optional.empty();
            }
            there = records.get(key);
        }
        if (there.isPresent() && !there.get().text("said").equals(said)) {
            throw new Refusal(Problem.conflict("this Idempotency-Key came with another request before; use a new one"));
        }
        return there;
    }

    private static Optional<ApiAnswer> answer(Item item) {
        return item.findText("answer")
                .map(text -> new ApiAnswer(
                                (int) item.number("status"),
                                ApiAnswer.of(200, "").headers(),
                                ApiJson.tree(text))
                        .with("Idempotent-Replayed", "true"));
    }

    /** A refusal is not remembered: its reason may be gone when it is said again. */
    private ApiAnswer answered(Key key, ApiAnswer answer) {
        if (answer.isSuccess()) {
            records.settle(Operation.update(key)
                    .when(Condition.itemPresent())
                    .set("status", answer.status())
                    .set("answer", answer.body().toString()));
        }
        return answer;
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
