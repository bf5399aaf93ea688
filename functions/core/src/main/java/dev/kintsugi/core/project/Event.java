package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a project, for people who look back.
 *
 * @param kind a word that programs filter by, such as {@code job.passed}
 * @param text a sentence
 */
public record Event(Instant at, String kind, Optional<JobId> job, String text) {
    /** In characters; what is longer is cut. */
    public static final int MAX_TEXT_CHARS = 500;

    public Event {
        if (text.length() > MAX_TEXT_CHARS) {
            int end = Character.isHighSurrogate(text.charAt(MAX_TEXT_CHARS - 1)) ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS;
            text = text.substring(0, end);
        }
    }

    public static Event of(JobId job, Instant at, String kind, String text) {
        return new Event(at, kind, Optional.of(job), text);
    }

    public static Event of(Instant at, String kind, String text) {
        return new Event(at, kind, Optional.empty(), text);
    }

    /**
     * What writes it, in the transaction that made it happen.
     *
     * @param unique tells apart what happened in the same millisecond; the same happening said again has the same
     */
    public Operation.Put put(ProjectId project, String unique) {
        Item.Builder item = Item.at(ProjectKeys.event(project, at, unique))
                .with("kind", kind)
                .with("text", text);
        job.ifPresent(about -> item.with("task", about.task().value()));
        return Operation.put(item.build());
    }

    static Event read(ProjectId project, Item item) {
        String sort = item.key().sort().substring(ProjectKeys.EVENTS.length());
        return new Event(
                Instant.ofEpochMilli(Long.parseLong(sort.substring(0, sort.indexOf('/')))),
                item.text("kind"),
                item.findText("task").map(task -> new JobId(project, new TaskId(task))),
                item.text("text"));
    }
}
