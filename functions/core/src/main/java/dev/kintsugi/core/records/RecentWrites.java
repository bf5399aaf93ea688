package dev.kintsugi.core.records;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transactions done last, by their tokens: DynamoDB remembers its own for ten minutes, a store in this process
 * remembers them here.
 */
public final class RecentWrites {
    /** Far more than can be repeated while one repetition waits. */
    static final int REMEMBERED_WRITES = 10_000;

    private final Map<String, Boolean> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_WRITES;
        }
    };

    public synchronized boolean has(Write write) {
        return write.isTransaction() && tokens.containsKey(write.token());
    }

    public synchronized void add(Write write) {
        if (write.isTransaction()) {
            tokens.put(write.token(), true);
        }
    }
}
