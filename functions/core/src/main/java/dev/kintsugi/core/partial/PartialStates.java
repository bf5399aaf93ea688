package dev.kintsugi.core.partial;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.records.Chunks;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
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
 * all, and a writer that died leaves nothing but parts that nobody looks at.
 */
public final class PartialStates {
    /** Text of failed edits that is kept for one job, in bytes before it is compressed. */
    public static final int MAX_BYTES = 16 * 1_024 * 1_024;

    /** Version of the record. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<FailedEdit>> EDITS = new TypeReference<>() {};

    private final Records records;

    public PartialStates(Records records) {
        this.records = records;
    }

    public Optional<PartialState> find(JobId job) {
        return records.get(pointer(job)).map(item -> read(job, item));
    }

    /**
     * Writes the parts of a state; what is answered makes them the job's state, to be written in the transaction that sets
     * its status.
     *
     * @throws PartialTooLarge when the edits are over {@link #MAX_BYTES}
     */
    public Operation.Put prepare(JobId job, PartialState state) {
        byte[] text = written(state.failed());
        if (text.length > MAX_BYTES) {
            throw new PartialTooLarge(job, text.length);
        }
        byte[] packed = Chunks.compressed(text);
        long generation = 1
                + records.get(pointer(job))
                        .map(item -> item.number("generation"))
                        .orElse(0L);
        List<byte[]> pieces = Chunks.cut(packed);
        for (int part = 0; part < pieces.size(); part++) {
            put(Item.at(part(job, generation, part))
                    .with("body", pieces.get(part))
                    .build());
        }
        Item.Builder item = Item.at(pointer(job))
                .with("version", VERSION)
                .with("generation", generation)
                .with("parts", pieces.size())
                .with("hash", sha256(packed))
                .with("failed", state.failed().size())
                .with("cycle", state.cycle())
                .with("continues", state.continues())
                .withTexts(
                        "applied",
                        state.applied().stream().map(EditRecord::stored).toList())
                .with("at", state.at());
        state.commit().ifPresent(commit -> item.with("commit", commit.hex()));
        return Operation.put(item.build());
    }

    /** Takes the state away; its parts are left to be swept, for nothing points to them. */
    public static Operation.Delete clear(JobId job) {
        return Operation.delete(pointer(job));
    }

    private PartialState read(JobId job, Item item) {
        if (item.number("version") > VERSION) {
            throw new IllegalStateException(
                    "the partial state of job %s was written as version %d, and this program reads %d: use a newer one"
                            .formatted(job, item.number("version"), VERSION));
        }
        List<byte[]> pieces = new ArrayList<>();
        for (int part = 0; part < item.number("parts"); part++) {
            Key key = part(job, item.number("generation"), part);
            pieces.add(records.get(key)
                    .orElseThrow(() -> new IllegalStateException("a part of a partial state is missing: " + key))
                    .bytes("body"));
        }
        byte[] packed = Chunks.joined(pieces);
        if (!sha256(packed).equals(item.text("hash"))) {
            throw new IllegalStateException(
                    "the parts of the partial state of job %s are not those it was written with".formatted(job));
        }
        return new PartialState(
                (int) item.number("cycle"),
                (int) item.number("continues"),
                item.findText("commit").map(CommitId::new),
                item.texts("applied").stream().map(EditRecord::read).toList(),
                edits(Chunks.expanded(packed)),
                item.moment("at"));
    }

    private void put(Item item) {
        if (records.settle(Operation.put(item)) instanceof WriteAnswer.TooLarge large) {
            throw new IllegalStateException("%s is larger than %d bytes".formatted(large.what(), large.mostBytes()));
        }
    }

    private static byte[] written(List<FailedEdit> edits) {
        try {
            return JSON.writeValueAsBytes(edits);
        } catch (IOException impossible) {
            throw new IllegalStateException("edits are plain data and can be written as JSON", impossible);
        }
    }

    private static List<FailedEdit> edits(byte[] text) {
        try {
            return JSON.readValue(text, EDITS);
        } catch (IOException broken) {
            throw new IllegalStateException("expected failed edits on record, found something else", broken);
        }
    }

    private static Key pointer(JobId job) {
        return new Key(Table.PARTIAL_STATES, job.toString(), "state");
    }

    private static Key part(JobId job, long generation, int part) {
        return new Key(
                Table.PARTIAL_STATES, job.toString(), String.format(Locale.ROOT, "part/%06d/%03d", generation, part));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
