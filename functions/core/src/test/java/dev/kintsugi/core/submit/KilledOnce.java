package dev.kintsugi.core.submit;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.Optional;

/** A process that dies at its n-th write: before it, or after it and before the answer arrives. It dies once. */
public final class KilledOnce {
    private final int nth;
    private final boolean after;
    private int writes;
    private boolean struck;

    public KilledOnce(int nth, boolean after) {
        this.nth = nth;
        this.after = after;
    }

    /** The process is gone. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public boolean hasStruck() {
        return struck;
    }

    public Records over(Records records) {
        return new Records() {
            @Override
            public Optional<Item> get(Key key) {
                return records.get(key);
            }

            @Override
            public Page query(Query query) {
                return records.query(query);
            }

            @Override
            public WriteAnswer write(Write write) {
                writes++;
                boolean strikes = writes == nth && !struck;
                struck |= strikes;
                if (strikes && !after) {
                    throw new Killed();
                }
                WriteAnswer answer = records.write(write);
                if (strikes) {
                    throw new Killed();
                }
                return answer;
            }
        };
    }
}
