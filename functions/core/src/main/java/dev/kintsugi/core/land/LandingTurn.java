package dev.kintsugi.core.land;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.WriteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A project's landing turn: who holds it lands next, and the others wait, so that a job with long checks is not overtaken
 * for ever. It passes with time, for a holder may die.
 */
public final class LandingTurn {
    /** How long a turn is held without a sign of life; checks of a merge take less. */
    static final Duration HELD = Duration.ofHours(1);

    private final Records records;
    private final InstantSource clock;

    public LandingTurn(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Whether another job holds the turn. */
    boolean isWithAnother(JobId job) {
        return standing(job.project())
                .filter(turn -> !turn.text("job").equals(job.toString()))
                .filter(turn -> turn.moment("until").isAfter(clock.instant()))
                .isPresent();
    }

    /** Takes the turn, or keeps it; false when another job was faster. */
    boolean take(JobId job) {
        Instant until = clock.instant().plus(HELD);
        Operation.Put mine = Operation.put(Item.at(key(job.project()))
                .with("job", job.toString())
                .with("until", until)
                .build());
        Optional<Item> standing = standing(job.project());
        if (standing.isEmpty()) {
            return isDone(mine.when(Condition.itemAbsent()));
        }
        Item turn = standing.get();
        boolean free =
                turn.text("job").equals(job.toString()) || !turn.moment("until").isAfter(clock.instant());
        return free
                && isDone(mine.when(
                        Condition.equal("job", turn.text("job")), Condition.equal("until", turn.number("until"))));
    }

    /** Gives the turn back, if this job holds it. */
    public void release(JobId job) {
        if (standing(job.project())
                .filter(turn -> turn.text("job").equals(job.toString()))
                .isPresent()) {
            isDone(Operation.delete(key(job.project())).when(Condition.equal("job", job.toString())));
        }
    }

    /** Takes the turn from whoever held it without a sign of life; it is not anybody's then. */
    public boolean releaseIfRunOut(ProjectId project) {
        Optional<Item> out =
                standing(project).filter(turn -> !turn.moment("until").isAfter(clock.instant()));
        return out.isPresent()
                && isDone(Operation.delete(key(project))
                        .when(Condition.equal("until", out.get().number("until"))));
    }

    private boolean isDone(Operation operation) {
        return records.settle(operation) instanceof WriteAnswer.Done;
    }

    private Optional<Item> standing(ProjectId project) {
        return records.get(key(project));
    }

    private static Key key(ProjectId project) {
        return new Key(Table.PROJECTS, project.value(), "turn/landing");
    }
}
