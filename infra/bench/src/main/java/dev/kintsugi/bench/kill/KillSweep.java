package dev.kintsugi.bench.kill;

import dev.kintsugi.core.session.LostCalls;
import dev.kintsugi.local.cloud.EmbeddedCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lives a story once undisturbed, and then once more behind each of its moments, and compares. The life before that moment
 * is either another process, which is killed, or the undisturbed one, of whose folder a picture was taken at each moment:
 * the first is the truth, the second the same files without a process to start.
 */
final class KillSweep {
    private final Path place;
    private final KillStory story;
    private final boolean keepCycles;
    private final Life life;
    private final List<String> moments = new ArrayList<>();
    private final Aftermath undisturbed;

    /**
     * Lives the story.
     *
     * @param place an empty folder
     * @param keepCycles whether work that was cut off goes on inside its cycle
     * @param every of so many moments one is pictured, the first of them
     */
    KillSweep(Path place, KillStory story, boolean keepCycles, int every) throws IOException {
        this.place = place;
        this.story = story;
        this.keepCycles = keepCycles;
        this.life = Life.begin(place.resolve("life"), story);
        Moments[] seen = new Moments[1];
        seen[0] = Moments.seenBy((number, name) -> {
            if (number % every == 1 % every) {
                take(seen[0], number);
            }
            moments.add(name);
        });
        try (EmbeddedCloud cloud = life.open(seen[0], "first")) {
            String project = new Operator(cloud.api(), keepCycles).seeThrough(life.submission());
            this.undisturbed = Aftermath.of(project, cloud, life);
        }
    }

    private void take(Moments seen, int number) {
        seen.settle();
        try {
            Folders.copy(life.folder(), picture(number));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private Path picture(int number) {
        return place.resolve("picture-" + number);
    }

    /** The moments that came, in order. */
    List<String> moments() {
        return List.copyOf(moments);
    }

    /**
     * What came of one kill.
     *
     * @param struck what was to come at that moment; empty when the story was over before
     * @param differences from what should have come, in words
     */
    record Trial(int moment, String struck, List<String> differences) {
        boolean survived() {
            return differences.isEmpty();
        }

        @Override
        public String toString() {
            return "%d, %s%n    %s".formatted(moment, struck, String.join("\n    ", differences));
        }
    }

    /** Goes on from the picture of a moment, from 1, of which one was taken. */
    Trial goOnFrom(int moment) throws IOException {
        Folders.remove(life.folder());
        Folders.copy(picture(moment), life.folder());
        return secondLife(moment, moments.get(moment - 1), life);
    }

    /** Kills a process at a moment, from 1, and goes on. */
    Trial killAt(int moment) throws IOException {
        Life other = Life.begin(place.resolve("killed-" + moment), story);
        String struck = FirstLife.killedAt(other, keepCycles, moment);
        return secondLife(moment, struck, other);
    }

    /** Kills a process at a time that has nothing to do with what it does, and goes on. */
    Trial killAfter(int number, Duration time) throws IOException {
        Life other = Life.begin(place.resolve("killed-late-" + number), story);
        String struck = FirstLife.killedAfter(other, keepCycles, time);
        return secondLife(number, struck, other);
    }

    private Trial secondLife(int moment, String struck, Life life) throws IOException {
        Branches branches = Branches.of(life.repository());
        Books books = life.books();
        List<String> differences = new ArrayList<>();
        try (EmbeddedCloud cloud = life.open(Moments.passing(), "second")) {
            String project = new Operator(cloud.api(), keepCycles).seeThrough(life.submission());
            compare(differences, life, branches, books, Aftermath.of(project, cloud, life));
        } catch (RuntimeException failed) {
            differences.add(String.valueOf(failed.getMessage()));
        }
        Trial trial = new Trial(moment, struck, differences);
        if (!trial.survived()) {
            Path evidence = place.resolve("failed-" + moment);
            Folders.remove(evidence);
            Folders.copy(life.folder(), evidence);
        } else if (!life.equals(this.life)) {
            Folders.remove(life.folder());
        }
        return trial;
    }

    private void compare(List<String> differences, Life life, Branches branchesThen, Books booksThen, Aftermath now)
            throws IOException {
        same(differences, "how the tasks ended", undisturbed.tasks(), now.tasks());
        same(differences, "the final tree", undisturbed.tree(), now.tree());
        if (keepCycles) {
            same(
                    differences,
                    "the commits",
                    undisturbed.branches().heads(),
                    now.branches().heads());
        }
        differences.addAll(Branches.lost(life.repository(), branchesThen));
        same(differences, "whether a session is left running", false, now.needsCleanup());
        same(differences, "recorded replies paid twice", Set.of(), paidTwice(life, booksThen));
        Books books = now.books();
        long lost = booksThen.lostCounted().count() + booksThen.out().size();
        long lostCost = booksThen.lostCounted().microDollars()
                + booksThen.out().values().stream().mapToLong(Long::longValue).sum();
        same(differences, "the lost calls", new LostCalls(lost, lostCost), books.lostCounted());
        same(differences, "the lost calls in the audit trail", new LostCalls(lost, lostCost), books.lostTold());
        same(differences, "what was spent", books.replies() + lostCost, books.spent());
        if (keepCycles && lost == 0) {
            // An architect is told what the task cost, lost calls included, so its prompt may be longer.
            same(differences, "what all replies cost", undisturbed.books().replies(), books.replies());
        }
    }

    private static Set<String> paidTwice(Life life, Books then) throws IOException {
        Set<String> again = new TreeSet<>(life.questions("second"));
        again.retainAll(then.recorded());
        return again;
    }

    private static void same(List<String> differences, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add("%s: expected %s, was %s".formatted(what, expected, actual));
        }
    }
}
