package dev.kintsugi.local.checks;

import dev.kintsugi.local.checks.CommandRun.Lane;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A project's folders for checks. Each is used by one build at a time and kept for the next, so that what a setup fetched is
 * there; two jobs of one project that are checked at once have one each.
 */
final class Lanes {
    private final Path root;
    private final Map<String, BitSet> taken = new HashMap<>();

    Lanes(Path root) {
        this.root = root;
    }

    /** The first folder that nobody uses. */
    synchronized Taken take(String project) {
        BitSet used = taken.computeIfAbsent(project, name -> new BitSet());
        int number = used.nextClearBit(0);
        used.set(number);
        return new Taken(project, number, new Lane(root.resolve(project).resolve("lane-" + number)));
    }

    private synchronized void free(Taken lane) {
        taken.computeIfAbsent(lane.project, name -> new BitSet()).clear(lane.number);
    }

    /** A folder that is used until it is closed. */
    final class Taken implements AutoCloseable {
        private final String project;
        private final int number;
        private final Lane lane;

        private Taken(String project, int number, Lane lane) {
            this.project = project;
            this.number = number;
            this.lane = lane;
        }

        Lane lane() {
            return lane;
        }

        @Override
        public void close() {
            free(this);
        }
    }
}
