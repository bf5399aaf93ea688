package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A change of one job, to be written alone or together with other items. It holds only of the version that was read,
 * and only legal moves of the status can be said.
 */
public final class JobChange {
    private static final Set<String> FOR_LIFE =
            Set.of("status", "version", "place", "dependents", "attempt", "cycle", "spent", "counted");

    private final Job job;
    private Operation.Update update;
    private JobStatus status;
    private long loan;
    private long spent;
    private long reserved;
    private Optional<Operation> marker = Optional.empty();

    JobChange(Job job) {
        this.job = job;
        this.status = job.status();
        this.loan = job.loan();
        this.spent = job.spent();
        this.reserved = job.reserved();
        this.update = Operation.update(Jobs.headKey(job.id()))
                .when(Condition.equal("version", job.version()))
                .set("version", job.version() + 1);
    }

    /** Moves the status; staying where it is is no move and always legal. */
    public JobChange to(JobStatus next) {
        if (next != status && !status.next().contains(next)) {
            throw new IllegalMove(job.id(), status, next);
        }
        return moved(next);
    }

    /** Back to the beginning, from wherever it is: what a reset does and nothing else may. */
    public JobChange resetToCreated() {
        return moved(JobStatus.CREATED);
    }

    /** As it was submitted, but for the numbers that never start again, and with its task's whole budget. */
    public JobChange beginAgain() {
        job.attributes().stream().filter(name -> !FOR_LIFE.contains(name)).forEach(this::remove);
        return resetToCreated()
                .set("cyclesBeforeRun", Value.of(job.cycle()))
                .set("counted", Value.of(job.spent()))
                .granted(job.spent());
    }

    private JobChange moved(JobStatus next) {
        status = next;
        return set("status", Value.of(next.word()));
    }

    public JobChange attempt(int attempt, String execution) {
        return set("attempt", Value.of(attempt)).set("execution", Value.of(execution));
    }

    /** Opens the cycle of this number, or keeps it open. */
    public JobChange openCycle(int number) {
        return set("cycle", Value.of(number)).set("cycleOpen", Value.of(true));
    }

    /** Closes the open cycle and counts it as used up. */
    public JobChange closeCycle() {
        return set("cycleOpen", Value.of(false)).set("cyclesUsed", Value.of(job.cyclesUsed() + 1L));
    }

    /** The limits count from here on, and nothing of the last end stands; what was done and spent stays. */
    public JobChange anew() {
        return remove("cyclesUsed")
                .remove("cyclesGranted")
                .remove("conflicts")
                .remove("overtaken")
                .remove("approved")
                .remove("end");
    }

    public JobChange grantCycle() {
        return set("cyclesGranted", Value.of(job.cyclesGranted() + 1L));
    }

    public JobChange base(CommitId base) {
        return set("base", Value.of(base.hex()));
    }

    public JobChange diffBase(CommitId base) {
        return set("diffBase", Value.of(base.hex()));
    }

    public JobChange head(CommitId head) {
        return set("head", Value.of(head.hex()));
    }

    /** Promises a push. It is written before the push is made. */
    public JobChange promise(PushIntent intent) {
        return set("intent", StoredIntent.of(intent));
    }

    /** The promise is kept, or void. */
    public JobChange noPromise() {
        return remove("intent");
    }

    public JobChange checked(CommitId commit) {
        return set("checked", Value.of(commit.hex()));
    }

    public JobChange approved(CommitId commit) {
        return set("approved", Value.of(commit.hex()));
    }

    public JobChange notApproved() {
        return remove("approved");
    }

    /** Takes a call's worst case from the loan before the call is made; an earlier call's stays spent at its worst. */
    public JobChange reserve(long microDollars) {
        loan -= microDollars;
        spent += microDollars;
        reserved = microDollars;
        return money();
    }

    /** The call that was out cost that much: what it did not need goes back to the loan. */
    public JobChange costed(long microDollars) {
        loan += reserved - microDollars;
        spent -= reserved - microDollars;
        reserved = 0;
        return money();
    }

    /** No call is out any more, and the last one stays spent at its worst. */
    public JobChange forgetReservation() {
        reserved = 0;
        return money();
    }

    /** Lets it spend so much beyond its task's budget, in micro-dollars. */
    public JobChange granted(long microDollars) {
        return set("granted", Value.of(microDollars));
    }

    /** Nobody works on it: a step of the execution that had it is refused from now on. */
    public JobChange nobodys() {
        return remove("execution");
    }

    /** Adds to what was lent. */
    public JobChange lent(long microDollars) {
        loan += microDollars;
        return money().set("lent", Value.of(job.lent() + microDollars));
    }

    /**
     * Nothing is lent any more: what was left has been given back. A call still out stays spent at its worst, and reserved:
     * what it did not need, once that is known, goes back with the next loan.
     */
    public JobChange repaid() {
        loan = 0;
        return money().remove("lent").set("counted", Value.of(spent));
    }

    /** Whether it takes up a worker from now on. */
    public JobChange worker(boolean held) {
        return flag("worker", held);
    }

    /** Whether the project counts it as under way from now on; a marker lets it be found without looking at all jobs. */
    public JobChange active(boolean active) {
        marker = active == job.isActive()
                ? Optional.empty()
                : Optional.of(
                        active
                                ? Operation.put(
                                        Item.at(Jobs.activeKey(job.id())).build())
                                : Operation.delete(Jobs.activeKey(job.id())));
        return flag("active", active);
    }

    /** Whether its lock stands from now on. */
    public JobChange scope(boolean held) {
        return flag("scope", held);
    }

    /** Whether what is left of its loan goes back into the project's budget. */
    public JobChange pooled(boolean pooled) {
        return flag("pooled", pooled);
    }

    /** Whether those that wait for it have yet to be told. */
    public JobChange releasing(boolean releasing) {
        return flag("releasing", releasing);
    }

    /** Landed by this merge commit. */
    public JobChange landed(CommitId merge) {
        return set("landed", Value.of(merge.hex()));
    }

    private JobChange flag(String name, boolean value) {
        return value ? set(name, Value.of(true)) : remove(name);
    }

    /** What is left of the loan once this is written. */
    public long loan() {
        return loan;
    }

    /** What the job cost once this is written. */
    public long spent() {
        return spent;
    }

    private JobChange money() {
        return set("loan", Value.of(loan)).set("spent", Value.of(spent)).set("reserved", Value.of(reserved));
    }

    public JobChange end(End end) {
        return set("end", end.stored());
    }

    public JobChange token(String token) {
        return set("token", Value.of(token));
    }

    /** The step is over and answered this; said again, it answers the same. */
    public JobChange concluded(Step step, String answer) {
        return set("step", Value.of(Map.of("key", Value.of(step.key()), "answer", Value.of(answer))));
    }

    /** Sets an attribute of a use case's own, or one of the above to something else than said before. */
    public JobChange set(String name, Value value) {
        update = without(name).set(name, value);
        return this;
    }

    public JobChange remove(String name) {
        update = without(name).remove(name);
        return this;
    }

    public JobChange when(Condition... conditions) {
        update = update.when(conditions);
        return this;
    }

    public Job job() {
        return job;
    }

    /** The job as this change makes it: nothing else can have changed it, for the version says so. */
    Job written() {
        return job.after(update);
    }

    public Operation.Update operation() {
        return update;
    }

    /** The update, and what must be written with it always. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(List.of(update));
        marker.ifPresent(operations::add);
        return operations;
    }

    /** The update without what it says of one attribute so far: the last word counts. */
    private Operation.Update without(String name) {
        Map<String, Value> set = new TreeMap<>(update.set());
        Set<String> remove = new TreeSet<>(update.remove());
        set.remove(name);
        remove.remove(name);
        return new Operation.Update(update.key(), set, remove, update.add(), update.conditions());
    }
}
