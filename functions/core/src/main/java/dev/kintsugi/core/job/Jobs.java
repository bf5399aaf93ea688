package dev.kintsugi.core.job;

import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.List;
import java.util.Optional;

/** Every job on record, and the door through which changes go. */
public final class Jobs {
    private static final String HEAD = "head";
    private static final String ACTIVE = "active/";

    private final Records records;

    public Jobs(Records records) {
        this.records = records;
    }

    public static Key headKey(JobId job) {
        return new Key(Table.JOBS, job.toString(), HEAD);
    }

    /** Whether a job's head stands under a key; asked of keys that somebody else made. */
    public static boolean isHead(Key key, JobId job) {
        return key.sort().equals(HEAD) && key.partition().equals(job.toString());
    }

    /** The marker of a job that is under way, beside its project's other markers. */
    static Key activeKey(JobId job) {
        return new Key(Table.PROJECTS, job.project().value(), ACTIVE + job.task());
    }

    /** Every job of a project that is under way: claimed by an execution, and not settled since. */
    public List<Job> active(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ACTIVE))
                .map(item -> item.key().sort().substring(ACTIVE.length()))
                .flatMap(task -> find(new JobId(project, new TaskId(task))).stream())
                .filter(Job::isActive)
                .toList();
    }

    /**
     * What a new job begins as; to be put where none stands yet.
     *
     * @param place the task's place in the plan, by which the job finds its project's records about it
     * @param dependents whether any task waits for this one
     */
    public static Operation.Put begin(JobId job, int place, boolean dependents) {
        return Operation.insert(Item.at(headKey(job))
                .with("status", JobStatus.CREATED.word())
                .with("version", 1)
                .with("place", place)
                .with("dependents", dependents)
                .build());
    }

    public Optional<Job> find(JobId id) {
        return records.get(headKey(id)).map(item -> new Job(id, item));
    }

    public Job get(JobId id) {
        return find(id).orElseThrow(() -> new UnknownJob(id));
    }

    /**
     * The job, if this step's execution is the one it belongs to.
     *
     * @throws Superseded when another execution has it now
     */
    public Job getFor(Step step, JobId id) {
        Job job = get(id);
        if (!job.execution().equals(Optional.of(step.execution()))) {
            throw Superseded.by(id, job.execution());
        }
        return job;
    }

    /**
     * Writes a change, together with what must change with it, and answers the job as the change made it. Every write
     * has an id of its own: two deliveries of one step that run at once must not take each other's writes for theirs.
     *
     * @throws Superseded when another execution has the job now
     * @throws Contended when somebody else wrote the job, or one of the others, since they were read
     */
    public Job write(JobChange change, Operation... others) {
        List<Operation> operations = change.operations();
        operations.addAll(List.of(others));
        Job read = change.job();
        return switch (records.settle(Write.of(operations))) {
            case WriteAnswer.Done done -> change.written();
            case WriteAnswer.Refused refused -> throw refused(read, refused);
            case WriteAnswer.TooLarge large ->
                throw new IllegalStateException("a change of job %s: %s is larger than %d bytes"
                        .formatted(read.id(), large.what(), large.mostBytes()));
        };
    }

    private RuntimeException refused(Job read, WriteAnswer.Refused refused) {
        Optional<String> owner = get(read.id()).execution();
        if (!owner.equals(read.execution())) {
            return Superseded.by(read.id(), owner);
        }
        return new Contended("a change of job %s was refused, for somebody else wrote in between: %s"
                .formatted(
                        read.id(),
                        refused.found().map(item -> item.key().toString()).orElse("nothing there")));
    }

    public static Operation.Put put(JobId job, Cycle cycle) {
        return Operation.put(cycle.item(job));
    }

    public Optional<Cycle> cycle(JobId job, int number) {
        return records.get(Cycle.key(job, number)).map(Cycle::read);
    }

    /** Every cycle, the first one first. */
    public List<Cycle> cycles(JobId job) {
        return records.stream(Query.of(Table.JOBS, job.toString(), Cycle.prefix()))
                .map(Cycle::read)
                .toList();
    }
}
