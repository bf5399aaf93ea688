package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The project's small head record as it stood when it was read: the pool of workers and money, what is under way, and
 * the counts. Many jobs change it at once, so it is changed by adding to its numbers under conditions, never by
 * writing back what was read. Kept under one kilobyte, for every claim and every settlement pays for its size.
 */
public final class ProjectHead {
    /** The count of jobs that ended badly and whose work another attempt at the same task has done. */
    public static final String HEALED = "healed";

    /** The tenant of a stack that is not divided. */
    public static final String ONLY_TENANT = "";

    /** Where the tenant stands on the head and in the listing; left out for the only one. */
    public static final String TENANT = "tenant";

    /** The attribute that says when its execution was last entered: a stop of before is not a stop of what it does now. */
    public static final String OPENED_AT = "openedAt";

    private final ProjectId id;
    private final Item item;

    ProjectHead(ProjectId id, Item item) {
        this.id = id;
        this.item = item;
    }

    public ProjectId id() {
        return id;
    }

    /** Whose project it is. */
    public String tenant() {
        return item.findText(TENANT).orElse(ONLY_TENANT);
    }

    public ProjectStatus status() {
        return ProjectStatus.ofWord(item.text("status"));
    }

    /** All of the plan is on record; until then nothing can be claimed. */
    public boolean isSealed() {
        return item.findFlag("sealed").orElse(false);
    }

    /** Its execution has not closed it. */
    public boolean isOpen() {
        return item.findFlag("open").orElse(false);
    }

    /** Raised by whatever an operator does, so that what was decided before it is refused. */
    public long epoch() {
        return item.count("epoch");
    }

    /** How many executions it has had: the number in the name of the newest. */
    public int executions() {
        return (int) item.count("executions");
    }

    public Optional<String> execution() {
        return item.findText("execution");
    }

    /** Workers that nobody uses. A person's rejection takes one even when there is none, so it may be below zero. */
    public long free() {
        return item.count("free");
    }

    /** Jobs that are claimed and not settled since. */
    public long active() {
        return item.count("active");
    }

    /** What nobody has borrowed or spent, in micro-dollars; empty when the project has no budget. */
    public OptionalLong available() {
        Optional<Long> stored = item.findNumber("available");
        return stored.isPresent() ? OptionalLong.of(stored.get()) : OptionalLong.empty();
    }

    /** What coders never take: it is kept for healing. */
    public long reserve() {
        return item.count("reserve");
    }

    /** What is kept from a job: the reserve, unless the job heals another. */
    public long keptFrom(boolean healing) {
        return healing ? 0 : reserve();
    }

    /** What is lent to jobs now, the part that they have spent included. */
    public long lent() {
        return item.count("lent");
    }

    /** What settled jobs have spent, in micro-dollars. */
    public long spent() {
        return item.count("spent");
    }

    public long total() {
        return item.count("total");
    }

    /** Jobs that nobody has claimed yet. */
    public long created() {
        return item.count("created");
    }

    public long passed() {
        return item.count("passed");
    }

    /** Escalated ones included. */
    public long failed() {
        return item.count("failed");
    }

    /** Those that ended badly and were healed: a remediation passed, or the task itself after a remediation failed. */
    public long healed() {
        return item.count(HEALED);
    }

    /** Whether healing a task of it was ever thought of. */
    public boolean hasHealings() {
        return item.findFlag("healings").orElse(false);
    }

    public long skipped() {
        return item.count("skipped");
    }

    public long cancelled() {
        return item.count("cancelled");
    }

    public Instant submittedAt() {
        return item.moment("submittedAt");
    }

    public Optional<Instant> startedAt() {
        return item.findMoment("startedAt");
    }

    public Optional<Instant> endedAt() {
        return item.findMoment("endedAt");
    }

    /** Why it failed, when that is no job's fault. */
    public Optional<String> reason() {
        return item.findText("reason");
    }

    /** What an operator began and has not finished: while it stands, nothing is claimed. */
    public Optional<String> action() {
        return item.findText("action");
    }

    /** What the step answered, if this is the one that concluded last. */
    public Optional<String> answerTo(Step step) {
        return item.findFields("step")
                .filter(stored -> stored.text("key").equals(step.key()))
                .map(stored -> stored.text("answer"));
    }

    /** Whether every task passed, was skipped or healed. */
    public boolean isDone() {
        return passed() + skipped() + healed() >= total();
    }

    /** How far its jobs are, in one value, which a closing keeps. */
    public String tally() {
        return "%d %d %d %d %d %d %d"
                .formatted(total(), created(), passed(), failed(), healed(), skipped(), cancelled());
    }

    /** Whether its jobs stand as they stood when it was closed. */
    public boolean isAsItWasClosed() {
        return item.findText("closedWith").equals(Optional.of(tally()));
    }

    /** What only one use case knows of. */
    public Attributes facts() {
        return item;
    }

    /** Begins a change of a head, by numbers that are added to. */
    public static Operation.Update change(ProjectId project) {
        return Operation.update(ProjectKeys.head(project)).when(Condition.itemPresent());
    }

    /** A change that holds only while nobody decided otherwise since this was read. */
    public Operation.Update changeInEpoch() {
        return epoch() == 0
                ? change(id).when(Condition.absent("epoch"))
                : change(id).when(Condition.equal("epoch", epoch()));
    }

    /** What remembers a step's answer. */
    public static Value concluded(Step step, String answer) {
        return Value.of(Map.of("key", Value.of(step.key()), "answer", Value.of(answer)));
    }

    @Override
    public String toString() {
        return id + " " + status().word();
    }
}
