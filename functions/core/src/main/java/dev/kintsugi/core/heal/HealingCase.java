package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.StoredFinding;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt to heal a task, or the word that there is none, as it stands on the project's record.
 *
 * @param task the task that is healed
 * @param number which attempt, from 1
 * @param failed the task whose end led here: that task itself, or its last remediation
 * @param remediation the id that the remediation has, or will have
 * @param stage how far it got
 * @param reason why it was skipped, in a sentence for people; empty as long as it was not
 */
public record HealingCase(
        JobId task,
        int number,
        TaskId failed,
        FailureCause cause,
        TaskId remediation,
        Stage stage,
        Optional<SkipReason> skipped,
        String reason,
        Optional<PartialWork> partialWork,
        Instant at) {
    /** How far an attempt got. */
    public enum Stage {
        /** The architect is asked. */
        PLANNING,
        /** The remediation is a task of the project. */
        INSERTED,
        SKIPPED
    }

    /** An attempt that begins. */
    static HealingCase begun(
            JobId task,
            int number,
            TaskId failed,
            FailureCause cause,
            TaskId remediation,
            Optional<PartialWork> work,
            Instant at) {
        return new HealingCase(
                task, number, failed, cause, remediation, Stage.PLANNING, Optional.empty(), "", work, at);
    }

    HealingCase inserted() {
        return new HealingCase(
                task, number, failed, cause, remediation, Stage.INSERTED, skipped, reason, partialWork, at);
    }

    HealingCase skipped(SkipReason why, String sentence) {
        return new HealingCase(
                task, number, failed, cause, remediation, Stage.SKIPPED, Optional.of(why), sentence, partialWork, at);
    }

    /** {@code healing t2 (max_cycles) -> heal-t2: ...}, as people read it everywhere. */
    public String line(String outcome) {
        return skipped.isPresent()
                ? "healing %s (%s) skipped: %s".formatted(task.task(), cause.word(), skippedFor())
                : "healing %s (%s) -> %s: %s".formatted(task.task(), cause.word(), remediation, outcome);
    }

    private String skippedFor() {
        String word = skipped.map(SkipReason::word).orElse("");
        return reason.isEmpty() ? word : word + ", " + reason;
    }

    static Key key(JobId task, int number) {
        return ProjectKeys.healing(task.project(), task.task(), number);
    }

    Operation.Put put() {
        Item.Builder item = Item.at(key(task, number))
                .with("task", task.task().value())
                .with("number", number)
                .with("failed", failed.value())
                .with("cause", cause.word())
                .with("remediation", remediation.value())
                .with("stage", stage.name())
                .with("reason", reason)
                .with("at", at);
        skipped.ifPresent(why -> item.with("skipped", why.name()));
        partialWork.ifPresent(work -> item.with("partialWork", stored(work)));
        return Operation.put(item.build());
    }

    static HealingCase read(Item item, JobId task) {
        return new HealingCase(
                task,
                (int) item.number("number"),
                new TaskId(item.text("failed")),
                FailureCause.ofWord(item.text("cause")),
                new TaskId(item.text("remediation")),
                Stage.valueOf(item.text("stage")),
                item.findText("skipped").map(SkipReason::valueOf),
                item.text("reason"),
                item.findFields("partialWork").map(HealingCase::work),
                item.moment("at"));
    }

    private static Value stored(PartialWork work) {
        Map<String, Value> stored = new HashMap<>();
        stored.put("phase", Value.of(work.phaseId()));
        stored.put("commits", texts(work.commitIds()));
        stored.put("base", Value.of(work.baseCommitId()));
        work.filesTouched().ifPresent(files -> stored.put("files", texts(files)));
        stored.put("cyclesUsed", Value.of(work.cyclesUsed()));
        stored.put(
                "findings",
                Value.of(work.lastFindings().stream().map(StoredFinding::of).toList()));
        return Value.of(stored);
    }

    private static Value texts(List<String> texts) {
        return Value.of(texts.stream().map(Value::of).toList());
    }

    private static PartialWork work(Attributes stored) {
        return new PartialWork(
                stored.text("phase"),
                stored.texts("commits"),
                stored.text("base"),
                stored.has("files") ? Optional.of(stored.texts("files")) : Optional.empty(),
                (int) stored.number("cyclesUsed"),
                stored.list("findings").stream().map(StoredFinding::read).toList());
    }
}
