package dev.kintsugi.core.submit;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.Optional;

/** A process that dies once: at its n-th call of the records, or at its n-th write. */
public final class KilledOnce {
    /** Where it dies. */
    public enum When {
        BEFORE_ANY_CALL,
        BEFORE_A_WRITE,
        /** The write happened, and the answer never arrived. */
        AFTER_A_WRITE
    }

    private final int nth;
    private final When when;
    private int calls;
    private int writes;
    private boolean struck;

    public KilledOnce(int nth, When when) {
        this.nth = nth;
        this.when = when;
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
                count();
                return records.get(key);
            }

            @Override
            public Page query(Query query) {
                count();
                return records.query(query);
            }

            @Override
            public WriteAnswer write(Write write) {
                count();
                writes++;
                boolean strikes = writes == nth && !struck;
                if (strikes && when == When.BEFORE_A_WRITE) {
                    strike();
                }
                WriteAnswer answer = records.write(write);
                if (strikes && when == When.AFTER_A_WRITE) {
                    strike();
                }
                return answer;
            }
        };
    }

    private void count() {
        calls++;
        if (calls == nth && when == When.BEFORE_ANY_CALL) {
            strike();
        }
    }

    private void strike() {
        struck = true;
        throw new Killed();
    }
}
