package dev.kintsugi.core.session;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.records.Chunks;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every question to a model and what came of it: the audit trail, and what a replay answers from. The first record of a
 * turn stands for ever: whoever comes later with another reply to the same question is given the first one.
 */
public final class Sessions {
    /** How long what was said stays, from the moment it was said; decision 006 tells why not from the project's end. */
    public static final Duration KEPT = Duration.ofDays(365);

    private final Records records;

    public Sessions(Records records) {
        this.records = records;
    }

    /** A session's turns, the calls that were lost among them, in the order in which they were asked. */
    public List<SessionTurn> read(JobId job, int cycle, Role role) {
        SessionKey session = new SessionKey(job, cycle, role);
        List<SessionTurn> turns = new ArrayList<>();
        Map<Key, Item> items = new TreeMap<>();
        records.stream(Query.of(Table.SESSIONS, job.toString(), session.prefix()))
                .forEach(item -> items.put(item.key(), item));
        for (Item item : items.values()) {
            if (item.has("result")) {
                turns.add(turn(session, item, items));
            }
        }
        return turns;
    }

    /** Records what came of a turn; answers what stands there, which is another worker's reply if that came first. */
    SessionTurn record(SessionKey session, SessionTurn turn) {
        List<byte[]> pieces = turn.exchange().map(Packed::of).map(Chunks::cut).orElse(List.of());
        for (int part = 1; part < pieces.size(); part++) {
            settled(Operation.put(Item.at(session.part(turn.turn(), part))
                    .with("body", pieces.get(part))
                    .expiring(turn.at().plus(KEPT))
                    .build()));
        }
        Operation.Put whole = Operation.insert(item(session.turn(turn.turn()), turn, pieces));
        if (settled(whole) instanceof WriteAnswer.Refused) {
            return read(session.job(), session.cycle(), session.role()).stream()
                    .filter(there -> there.turn() == turn.turn() && there.result() != SessionTurn.Result.LOST)
                    .findFirst()
                    .orElseThrow();
        }
        // A replay reads the record, so this run uses the record too: what it cannot hold was never said.
        return new SessionTurn(
                turn.turn(),
                turn.result(),
                turn.reason(),
                turn.costMicroDollars(),
                pieces.isEmpty() ? Optional.empty() : Optional.of(Packed.exchange(Chunks.joined(pieces))),
                Instant.ofEpochMilli(turn.at().toEpochMilli()));
    }

    /** Tells of a call whose reply never came; to be written together with the job that pays for it. */
    static Operation lost(SessionKey session, long losses, SessionTurn turn) {
        return Operation.put(item(session.lost(turn.turn(), losses), turn, List.of()));
    }

    /** Tells that a session was cut off: it failed in this attempt, whatever goes on from it later. */
    public static Operation cutOff(JobId job, int cycle, Role role, int attempt, String reason, Instant at) {
        return Operation.put(Item.at(new SessionKey(job, cycle, role).cutOff(attempt))
                .with("status", "failed")
                .with("reason", reason)
                .with("at", at)
                .expiring(at.plus(KEPT))
                .build());
    }

    /** Every session of a job in one cycle, the one with the newest record last. */
    public List<SessionSummary> summaries(JobId job, int cycle) {
        Map<String, SessionSummary> found = new TreeMap<>();
        records.stream(Query.of(Table.SESSIONS, job.toString(), String.format(Locale.ROOT, "%06d/", cycle)))
                .forEach(item -> found.merge(
                        item.key().sort().split("/", 3)[1], SessionSummary.of(cycle, item), SessionSummary::and));
        return found.values().stream()
                .sorted(Comparator.comparing(SessionSummary::at))
                .toList();
    }

    /** Removes every session of a job: the audit trail and what a replay answers from. */
    public void purge(JobId job) {
        records.stream(Query.of(Table.SESSIONS, job.toString()))
                .map(Item::key)
                .forEach(key -> settled(Operation.delete(key)));
    }

    private WriteAnswer.Settled settled(Operation operation) {
        WriteAnswer.Settled answer = records.settle(Write.of(operation));
        if (answer instanceof WriteAnswer.TooLarge large) {
            throw new IllegalStateException("%s is larger than %d bytes".formatted(large.what(), large.mostBytes()));
        }
        return answer;
    }

    private static Item item(Key key, SessionTurn turn, List<byte[]> pieces) {
        Item.Builder item = Item.at(key)
                .with("result", turn.result().word())
                .with("cost", turn.costMicroDollars())
                .with("at", turn.at())
                .expiring(turn.at().plus(KEPT));
        if (!turn.reason().isEmpty()) {
            item.with("reason", turn.reason());
        }
        if (!pieces.isEmpty()) {
            item.with("body", pieces.getFirst()).with("parts", pieces.size());
        }
        return item.build();
    }

    private static SessionTurn turn(SessionKey session, Item item, Map<Key, Item> items) {
        int turn = session.turnOf(item.key());
        Optional<Exchange> exchange = item.findBytes("body").map(first -> {
            List<byte[]> pieces = new ArrayList<>(List.of(first));
            for (int part = 1; part < item.number("parts"); part++) {
                pieces.add(Optional.ofNullable(items.get(session.part(turn, part)))
                        .orElseThrow(() -> new IllegalStateException(
                                item.whereabouts() + " has parts, and one of them is not there"))
                        .bytes("body"));
            }
            return Packed.exchange(Chunks.joined(pieces));
        });
        return new SessionTurn(
                turn,
                SessionTurn.Result.ofWord(item.text("result")),
                item.findText("reason").orElse(""),
                item.number("cost"),
                exchange,
                item.moment("at"));
    }
}
