package dev.kintsugi.core.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.PlanJson;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.RecordLimits;
import dev.kintsugi.core.workspace.CommitId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Plans and tasks as they stand on record: their JSON, packed where it is long. */
public final class StoredPlan {
    /** In bytes; up to here people can read a task in the table, beyond it space matters more. */
    static final int MAX_PLAIN_BYTES = 16 * 1024;

    /** In bytes, of a task as it is stored: beside it an item holds only its key. */
    static final int MAX_TASK_BYTES = RecordLimits.ITEM_BYTES - 4 * 1024;

    private static final ObjectMapper JSON = PlanJson.mapper();
    private static final String PLAIN = "task";
    private static final String PACKED = "packed";

    private StoredPlan() {}

    /** The record of a plan as it was submitted, and by whom. */
    public static Item item(ProjectPlan plan, String caller) {
        return Item.at(ProjectKeys.plan(plan.id()))
                .with("name", plan.name())
                .with("repository", plan.repository())
                .with("base", plan.base().hex())
                .with("run", plan.run())
                .with("coder", plan.coder())
                .with("reviewer", plan.reviewer())
                .with("settings", written(plan.settings()))
                .with("caller", caller)
                .build();
    }

    static ProjectPlan plan(ProjectId id, Item item) {
        return new ProjectPlan(
                id,
                item.text("name"),
                item.text("repository"),
                new CommitId(item.text("base")),
                (int) item.number("run"),
                item.text("coder"),
                item.text("reviewer"),
                read(item, item.text("settings"), Settings.class));
    }

    /** Whether a record can hold the task. */
    public static boolean fits(Task task) {
        String json = written(task);
        int bytes = json.length() <= MAX_PLAIN_BYTES ? json.length() : packed(json).length;
        return bytes <= MAX_TASK_BYTES;
    }

    static Item item(ProjectId project, Task task) {
        String json = written(task);
        Item.Builder item = Item.at(ProjectKeys.task(project, task.id()));
        return json.length() <= MAX_PLAIN_BYTES
                ? item.with(PLAIN, json).build()
                : item.with(PACKED, packed(json)).build();
    }

    static Task task(Item item) {
        String json = item.findBytes(PACKED).map(StoredPlan::unpacked).orElseGet(() -> item.text(PLAIN));
        return read(item, json, Task.class);
    }

    private static byte[] packed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can be written to", impossible);
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("a task is not packed as this program packs it", broken);
        }
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plans can be written as JSON", impossible);
        }
    }

    private static <T> T read(Item item, String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("%s is not what this program wrote".formatted(item.whereabouts()), broken);
        }
    }
}
