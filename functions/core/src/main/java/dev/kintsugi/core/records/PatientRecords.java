package dev.kintsugi.core.records;

import dev.kintsugi.core.patience.Patience;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks again, with jitter, when the records are busy or an answer was lost. It repeats a write under its own id, so a
 * write whose answer was lost is recognised and not done twice.
 */
public final class PatientRecords implements Records {
    private final Records records;
    private final Patience patience;

    public PatientRecords(Records records) {
        this(records, Patience.standard());
    }

    public PatientRecords(Records records, Patience patience) {
        this.records = records;
        this.patience = patience;
    }

    @Override
    public Optional<Item> get(Key key) {
        return read(() -> records.get(key));
    }

    @Override
    public Page query(Query query) {
        return read(() -> records.query(query));
    }

    @Override
    public WriteAnswer write(Write write) {
        WriteAnswer answer = records.write(write);
        for (int tries = 1; answer instanceof WriteAnswer.Busy && patience.hasWaitedAfter(tries); tries++) {
            answer = records.write(write);
        }
        return answer;
    }

    private <T> T read(Supplier<T> ask) {
        for (int tries = 1; ; tries++) {
            try {
                return ask.get();
            } catch (RecordsBusyException busy) {
                if (!patience.hasWaitedAfter(tries)) {
                    throw busy;
                }
            }
        }
    }
}
