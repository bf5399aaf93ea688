package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import java.util.Optional;
import java.util.Set;

/**
 * A job as it stood when it was read: its small head record. What a cycle did stands in a {@link Cycle} of its own, so
 * this stays small however long the job lives. Changes are made by {@link #change()} and written under the version
 * that was read here, so whoever worked on old facts writes nothing.
 */
public final class Job {
    private final JobId id;
    private final Item item;

    Job(JobId id, Item item) {
        this.id = id;
        this.item = item;
    }

    public JobId id() {
        return id;
    }

    /** Begins a change of this job as it was read. */
    public JobChange change() {
        return new JobChange(this);
    }

    public long version() {
        return item.number("version");
    }

    public JobStatus status() {
        return JobStatus.ofWord(item.text("status"));
    }

    /** Somebody must move it on: it is partial, or its execution stopped halfway, as the record tells. */
    public boolean isStuck() {
        return status().isPartial() || (status().isInFlight() && item.has("stopped"));
    }

    /** Its execution stopped, and everything that it held was given back. */
    public boolean isOut() {
        return item.has("stopped") || item.findFlag("out").orElse(false);
    }

    /** The attempt under way or the last one, from 1; 0 before the first claim. */
    public int attempt() {
        return (int) item.count("attempt");
    }

    /** The number of the cycle under way or the last one, over the job's whole life; 0 before the first. */
    public int cycle() {
        return (int) item.count("cycle");
    }

    /** Whether that cycle is still open: cut off or under way, it keeps its number when work goes on. */
    public boolean isCycleOpen() {
        return item.findFlag("cycleOpen").orElse(false);
    }

    /** Cycles used up since the job last left {@code created}: what the limit counts. */
    public int cyclesUsed() {
        return (int) item.count("cyclesUsed");
    }

    /** Cycles granted beyond the limit: by a rejection, by conflicts. */
    public int cyclesGranted() {
        return (int) item.count("cyclesGranted");
    }

    /** Cycles granted for conflicts, of which there are two at most. */
    public int conflicts() {
        return (int) item.count("conflicts");
    }

    /** How often the trunk moved before the landing arrived. */
    public int overtaken() {
        return (int) item.count("overtaken");
    }

    /** The execution that this job belongs to now. */
    public Optional<String> execution() {
        return item.findText("execution");
    }

    /** Where the job began: the project's head then. It stays so through every resume and retry. */
    public Optional<CommitId> base() {
        return item.findText("base").map(CommitId::new);
    }

    /** What diffs are against: the base, or the trunk's head in the merge that a conflict began from. */
    public Optional<CommitId> diffBase() {
        return item.findText("diffBase").map(CommitId::new).or(this::base);
    }

    /** The job's branch as recorded: its last commit that was pushed. */
    public Optional<CommitId> head() {
        return item.findText("head").map(CommitId::new);
    }

    /** The promise of a push that is not known to be kept. */
    public Optional<PushIntent> intent() {
        return item.findFields("intent").map(StoredIntent::read);
    }

    /** The commit that the checks passed on, with the merge it would be landed by. */
    public Optional<CommitId> checked() {
        return item.findText("checked").map(CommitId::new);
    }

    /** The commit that a reviewer, and a person if one is asked, let land. */
    public Optional<CommitId> approved() {
        return item.findText("approved").map(CommitId::new);
    }

    /** What it may spend beyond its task's budget, because a person said so, in micro-dollars. */
    public long granted() {
        return item.count("granted");
    }

    /** Whether it is kept back: a person resumed other tasks and not this one. */
    public boolean isHeld() {
        return item.findFlag("held").orElse(false);
    }

    /** What is left of the money lent to this attempt, in micro-dollars. */
    public long loan() {
        return item.count("loan");
    }

    /** What the job cost over its whole life, calls that are out at their worst included, in micro-dollars. */
    public long spent() {
        return item.count("spent");
    }

    /** The part of {@link #spent()} that the project has in its own count. */
    public long counted() {
        return item.count("counted");
    }

    /** What the call that is out now can cost at most; it is in {@link #spent()} already. */
    public long reserved() {
        return item.count("reserved");
    }

    /** How the job is to end, once a state has found that out. */
    public Optional<End> end() {
        return item.findFields("end").map(End::read);
    }

    /** The newest token of the approval that is waited for. */
    public Optional<String> token() {
        return item.findText("token");
    }

    /** What the step answered, if this is the one that concluded last. */
    public Optional<String> answerTo(Step step) {
        return item.findFields("step")
                .filter(stored -> stored.text("key").equals(step.key()))
                .map(stored -> stored.text("answer"));
    }

    /** Its task's place in the plan. */
    public int place() {
        return (int) item.number("place");
    }

    /** Whether any task waits for it. */
    public boolean hasDependents() {
        return item.findFlag("dependents").orElse(false);
    }

    /** Whether it takes up one of the project's workers; one that waits for a person does not. */
    public boolean holdsWorker() {
        return item.findFlag("worker").orElse(false);
    }

    /** Whether the project counts it as under way: claimed, and not settled since. */
    public boolean isActive() {
        return item.findFlag("active").orElse(false);
    }

    /** Whether its lock stands, which keeps those of an overlapping scope away. */
    public boolean holdsScope() {
        return item.findFlag("scope").orElse(false);
    }

    /** Whether its loan came out of a project's budget, into which what is left goes back. */
    public boolean isPooled() {
        return item.findFlag("pooled").orElse(false);
    }

    /** All that was lent to this attempt and is not given back, the part that is spent by now included. */
    public long lent() {
        return item.count("lent");
    }

    /** The merge commit by which it arrived on the trunk. */
    public Optional<CommitId> landed() {
        return item.findText("landed").map(CommitId::new);
    }

    /** Whether some of those that wait for it may not know yet that it is done. */
    public boolean isReleasing() {
        return item.findFlag("releasing").orElse(false);
    }

    /** The failed task that this job's task stands for, when it is a remediation. */
    public Optional<JobId> standsFor() {
        return item.findText("standsFor").map(JobId::of);
    }

    /** The newest remediation that stands for this job's task. */
    public Optional<JobId> remediation() {
        return item.findText("remediation").map(JobId::of);
    }

    /** What only one use case knows of: it names its attributes itself, and keeps them small. */
    public Attributes facts() {
        return item;
    }

    Set<String> attributes() {
        return item.attributes().keySet();
    }

    Job after(Operation.Update update) {
        Item.Builder changed = item.but();
        update.set().forEach(changed::with);
        update.remove().forEach(changed::without);
        return new Job(id, changed.build());
    }

    @Override
    public String toString() {
        return id + " " + status().word();
    }
}
