package dev.kintsugi.handlers.journal;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.Optional;

/**
 * Notes in which cycle the job of a call is, from what the call reads and writes anyway, so that its line can be found by it.
 * A function works on one call at a time.
 */
public final class NotedCycle implements Records {
    private static final String CYCLE = "cycle";

    private final Records records;
    private Optional<JobId> job = Optional.empty();
    private long cycle;

    public NotedCycle(Records records) {
        this.records = records;
    }

    /** A call about this job begins. */
    public synchronized void begin(JobId about) {
        job = Optional.of(about);
        cycle = 0;
    }

    /** Puts the cycle into the line, if the job has begun one. */
    public synchronized void tell(Line line) {
        if (cycle > 0) {
            line.with(CYCLE, cycle);
        }
        job = Optional.empty();
        cycle = 0;
    }

    @Override
    public Optional<Item> get(Key key) {
        Optional<Item> found = records.get(key);
        found.flatMap(item -> item.find(CYCLE)).ifPresent(value -> note(key, value));
        return found;
    }

    @Override
    public Page query(Query query) {
        return records.query(query);
    }

    @Override
    public WriteAnswer write(Write write) {
        WriteAnswer answer = records.write(write);
        if (answer instanceof WriteAnswer.Done) {
            for (Operation operation : write.operations()) {
                if (operation instanceof Operation.Update update && update.set().containsKey(CYCLE)) {
                    note(update.key(), update.set().get(CYCLE));
                }
            }
        }
        return answer;
    }

    private synchronized void note(Key key, Value value) {
        if (job.filter(about -> Jobs.isHead(key, about)).isPresent() && value instanceof Value.Whole whole) {
            cycle = whole.number();
        }
    }
}
