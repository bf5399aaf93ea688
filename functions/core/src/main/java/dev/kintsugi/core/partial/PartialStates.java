package dev.kintsugi.core.partial;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.records.Chunks;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.workspace.CommitId;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Partial states on record. The edits' text is written first, in parts under a generation that nothing points to yet; one
 * small item then points to it, in the transaction that also sets the job's status. So a state is there whole or not at
 * all, and a writer that died leaves nothing but parts that nobody looks at. The hash stands in the parts' keys: two
 * writers of one generation, of which one will be refused, never write over each other. A state that was taken away
 * leaves its generation behind, so that it only ever goes up.
 */
public final class PartialStates {
    /** Text of edits that is kept for one job, in bytes before it is compressed. */
    public static final int MAX_BYTES = 16 * 1_024 * 1_024;

    /** Version of the record. */
    static final int VERSION = 1;

    private static final String PARTS = "part/";
    private static final int HASH_DIGITS_IN_KEYS = 16;
    private static final JsonMapper JSON = new JsonMapper();

    private final Records records;

    public PartialStates(Records records) {
        this.records = records;
    }

    /** What stands in the parts. */
    private record Text(List<String> applied, List<FailedEdit> failed) {}

    /**
     * The state; none when the job has none, or it was taken away.
     *
     * @throws NewerPartialState when a newer program wrote it
     */
    public Optional<PartialState> find(JobId job) {
        return records.get(pointer(job)).flatMap(item -> read(job, item));
    }

    /**
     * Writes the parts of a state; what is answered makes them the job's state, to be written in the transaction that sets
     * its status.
     *
     * @throws PartialTooLarge when the edits are over {@link #MAX_BYTES}
     */
    Operation.Put prepare(JobId job, PartialState state) {
        byte[] text = written(state);
        if (text.length > MAX_BYTES) {
            throw new PartialTooLarge(job, text.length);
        }
        byte[] packed = Chunks.compressed(text);
        String hash = sha256(packed);
        long generation = 1 + generation(job);
        List<byte[]> pieces = Chunks.cut(packed);
        for (int part = 0; part < pieces.size(); part++) {
            put(Item.at(part(job, generation, hash, part))
                    .with("body", pieces.get(part))
                    .build());
        }
        Item.Builder item = Item.at(pointer(job))
                .with("version", VERSION)
                .with("generation", generation)
                .with("parts", pieces.size())
                .with("hash", hash)
                .with("failed", state.failed().size())
                .with("cycle", state.cycle())
                .with("continues", state.continues())
                .with("turns", state.turns())
                .with("seen", state.seen().hex())
                .with("model", state.model())
                .with("at", state.at());
        state.commit().ifPresent(commit -> item.with("commit", commit.hex()));
        return Operation.put(item.build());
    }

    /** What takes the state away; none when there is none. */
    Optional<Operation> clearing(JobId job) {
        return records.get(pointer(job))
                .filter(item -> item.has("hash"))
                .map(item -> Operation.put(Item.at(pointer(job))
                                .with("version", VERSION)
                                .with("generation", item.number("generation"))
                                .build())
                        .when(Condition.equal("generation", item.number("generation"))));
    }

    /** Deletes the parts of generations that came before the one that counts; later ones may be on their way. */
    void sweep(JobId job) {
        long current = generation(job);
        records.stream(Query.of(Table.PARTIAL_STATES, job.toString(), PARTS))
                .map(Item::key)
                .filter(key -> generationOf(key) < current)
                .toList()
                .forEach(key -> records.settle(Operation.delete(key)));
    }

    /** How many edits are missing, told without reading them. */
    int missing(JobId job) {
        return (int) records.get(pointer(job))
                .map(item -> item.count("failed"))
                .orElse(0L)
                .longValue();
    }

    private long generation(JobId job) {
        return records.get(pointer(job)).map(item -> item.count("generation")).orElse(0L);
    }

    private Optional<PartialState> read(JobId job, Item item) {
        if (item.number("version") > VERSION) {
            throw new NewerPartialState(job, item.number("version"), VERSION);
        }
        if (!item.has("hash")) {
            return Optional.empty();
        }
        String hash = item.text("hash");
        List<byte[]> pieces = new ArrayList<>();
        for (int part = 0; part < item.number("parts"); part++) {
            Key key = part(job, item.number("generation"), hash, part);
            pieces.add(records.get(key)
                    .orElseThrow(() -> new IllegalStateException("a part of a partial state is missing: " + key))
                    .bytes("body"));
        }
        byte[] packed = Chunks.joined(pieces);
        if (!sha256(packed).equals(hash)) {
            throw new IllegalStateException(
                    "the parts of the partial state of job %s are not those it was written with".formatted(job));
        }
        Text text = text(Chunks.expanded(packed));
        return Optional.of(new PartialState(
                (int) item.number("cycle"),
                (int) item.number("continues"),
                (int) item.number("turns"),
                item.findText("commit").map(CommitId::new),
                new CommitId(item.text("seen")),
                item.text("model"),
                text.applied().stream().map(EditRecord::read).toList(),
                text.failed(),
                item.moment("at")));
    }

    private void put(Item item) {
        if (records.settle(Operation.put(item)) instanceof WriteAnswer.TooLarge large) {
            throw new IllegalStateException("%s is larger than %d bytes".formatted(large.what(), large.mostBytes()));
        }
    }

    /** The text of a state, whose length is what {@link #MAX_BYTES} bounds. */
    static byte[] written(PartialState state) {
        try {
            return JSON.writeValueAsBytes(
                    new Text(state.applied().stream().map(EditRecord::stored).toList(), state.failed()));
        } catch (IOException impossible) {
            throw new IllegalStateException("edits are plain data and can be written as JSON", impossible);
        }
    }

    private static Text text(byte[] stored) {
        try {
            return JSON.readValue(stored, Text.class);
        } catch (IOException broken) {
            throw new IllegalStateException("expected edits on record, found something else", broken);
        }
    }

    static Key pointer(JobId job) {
        return new Key(Table.PARTIAL_STATES, job.toString(), "state");
    }

    private static Key part(JobId job, long generation, String hash, int part) {
        String sort = String.format(
                Locale.ROOT, PARTS + "%06d/%s/%03d", generation, hash.substring(0, HASH_DIGITS_IN_KEYS), part);
        return new Key(Table.PARTIAL_STATES, job.toString(), sort);
    }

    private static long generationOf(Key part) {
        String sort = part.sort().substring(PARTS.length());
        return Long.parseLong(sort.substring(0, sort.indexOf('/')));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
