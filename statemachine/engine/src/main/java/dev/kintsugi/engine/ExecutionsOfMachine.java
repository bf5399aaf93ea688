package dev.kintsugi.engine;

import dev.kintsugi.engine.execution.Run;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A machine's executions in the order in which they began. Readers get views that are never copied. */
final class ExecutionsOfMachine {
    private static final int FIRST_CAPACITY = 4;

    private Run[] runs = new Run[FIRST_CAPACITY];
    private int size;

    synchronized void add(Run run) {
        if (size == runs.length) {
            runs = Arrays.copyOf(runs, size * 2);
        }
        runs[size++] = run;
    }

    /** Takes one out, which is rare; views that were given keep it. */
    synchronized void remove(Run run) {
        Run[] others =
                Arrays.stream(runs, 0, size).filter(other -> !other.equals(run)).toArray(Run[]::new);
        size = others.length;
        runs = Arrays.copyOf(others, Math.max(FIRST_CAPACITY, size));
    }

    /** Those that have begun by now, the latest first, without those of an earlier machine of the same name. */
    synchronized List<Run> latestFirst(Instant createdAt) {
        int earlier = 0;
        while (earlier < size && runs[earlier].start().startedAt().isBefore(createdAt)) {
            earlier++;
        }
        return new LatestFirst(runs, size).subList(0, size - earlier);
    }

    private static final class LatestFirst extends AbstractList<Run> implements RandomAccess {
        private final Run[] runs;
        private final int size;

        LatestFirst(Run[] runs, int size) {
            this.runs = runs;
            this.size = size;
        }

        @Override
        public Run get(int index) {
            return runs[size - 1 - Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
