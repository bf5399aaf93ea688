package dev.kintsugi.core.schedule;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Redrive;
import dev.kintsugi.core.executions.Executions.Start;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectState;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.WriteId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hands ready tasks to free workers, the most urgent first. Whoever opens a project, settles a job or makes a task
 * ready runs it; several at once do no harm, for a claim is one transaction. It first starts again what an earlier run
 * claimed and could not start: a start that was lost is said again, with the same name and the same bytes.
 */
public final class Schedule {
    /** Records read at first: usually the head, a few launches and the next tasks. */
    static final int FIRST_LOOK = 16;

    /** Records read when those were not enough for the free workers; what is behind them waits for the next run. */
    static final int LONG_LOOK = 1_000;

    /** Looks at a project that others change at the same time, before it is left to them. */
    static final int MOST_LOOKS = 8;

    /** Launch markers that one run starts again; those behind them wait for the next run. */
    static final int MOST_RESTARTS = 25;

    private final Projects projects;
    private final Claims claims;
    private final Executions executions;
    private final DeadLaunches deadLaunches;

    public Schedule(Records records, Executions executions, InstantSource clock) {
        this.projects = new Projects(records);
        this.claims = new Claims(records, executions, clock);
        this.executions = executions;
        this.deadLaunches = new DeadLaunches(records, clock);
    }

    public Scheduled run(ProjectId project) {
        int most = FIRST_LOOK;
        ProjectState state = projects.state(project, most);
        List<JobId> restarted = restart(state);
        List<JobId> claimed = new ArrayList<>();
        for (int looks = 1; mayClaim(state.head()) && looks <= MOST_LOOKS; looks++) {
            Look look = claimFrom(state, claimed);
            boolean further = look == Look.AGAIN || (look == Look.FURTHER && most < LONG_LOOK);
            if (!further) {
                break;
            }
            most = LONG_LOOK;
            state = projects.state(project, most);
        }
        return new Scheduled(claimed, restarted, state);
    }

    private static boolean mayClaim(ProjectHead head) {
        return head.isSealed()
                && head.isOpen()
                && head.status() == ProjectStatus.IN_PROGRESS
                && head.action().isEmpty()
                && head.free() > 0;
    }

    private List<JobId> restart(ProjectState state) {
        List<JobId> restarted = new ArrayList<>();
        if (state.head().status() == ProjectStatus.ABORTED) {
            return restarted;
        }
        for (Launch launch : state.launches().stream().limit(MOST_RESTARTS).toList()) {
            start(launch);
            restarted.add(launch.job());
        }
        return restarted;
    }

    /** Whether another look may bring more. */
    private enum Look {
        ENOUGH,
        /** There are more ready tasks than were read, and workers for them. */
        FURTHER,
        /** Somebody else changed what was looked at. */
        AGAIN
    }

    private Look claimFrom(ProjectState state, List<JobId> claimed) {
        Purse purse = new Purse(state.head());
        long free = state.head().free();
        for (Ready ready : state.ready()) {
            Optional<OptionalLong> loan = purse.loanFor(ready);
            if (free == 0 || loan.isEmpty()) {
                return Look.ENOUGH;
            }
            switch (claims.claim(state.head(), ready, loan.get())) {
                case Claims.Claim.Claimed done -> {
                    free--;
                    purse.lent(loan.get());
                    claimed.add(done.launch().job());
                    start(done.launch());
                }
                case Claims.Claim.NotThis next -> {
                    // Another scheduler took it, or it must wait for its scope: the next one.
                }
                case Claims.Claim.LookAgain again -> {
                    return Look.AGAIN;
                }
            }
        }
        return free == 0 || state.complete() ? Look.ENOUGH : Look.FURTHER;
    }

    private void start(Launch launch) {
        if (launch.redrive()) {
            redrive(launch);
        } else {
            startNew(launch);
        }
    }

    /** Where it stopped; and when that cannot be after all, in an execution of the next attempt. */
    private void redrive(Launch launch) {
        String once = WriteId.derivedFrom(
                        launch.execution(), "claim", launch.at().toString())
                .text();
        switch (executions.redrive(launch.execution(), once)) {
            case Redrive.Redriven redriven -> {
                // Its first step will take the marker away.
            }
            case Redrive.NotRedrivable refused -> {
                boolean runs = executions
                        .find(launch.execution())
                        .filter(found -> found.status() == Executions.Status.RUNNING)
                        .isPresent();
                if (!runs) {
                    anew(launch);
                }
            }
            case Redrive.Unknown unknown -> anew(launch);
        }
    }

    private void anew(Launch launch) {
        String next = executions.arnOf(Machine.JOB, launch.job().executionName(launch.attempt() + 1));
        Optional<Launch> replaced = claims.replace(launch, next);
        replaced.ifPresent(this::startNew);
    }

    private void startNew(Launch launch) {
        JobId job = launch.job();
        Start start = executions.start(Machine.JOB, job.executionName(launch.attempt()), input(launch));
        switch (start) {
            case Start.Running running -> {
                // Its first step will take the marker away.
            }
            case Start.NameTaken taken -> {
                Optional<Description> found = executions.find(taken.execution());
                if (found.isPresent() && found.get().status() != Executions.Status.RUNNING) {
                    deadLaunches.give(launch, found.get());
                }
            }
        }
    }

    private static String input(Launch launch) {
        return launch.from().map(state -> JobInput.of(launch.job(), state)).orElseGet(() -> JobInput.of(launch.job()));
    }

    /** What the pool can lend while claims are made from one look at it. */
    private static final class Purse {
        private final boolean pooled;
        private final long reserve;
        private long spendable;
        private long lent;

        Purse(ProjectHead head) {
            this.pooled = head.available().isPresent();
            this.reserve = head.reserve();
            this.spendable = head.available().orElse(0) - reserve;
            this.lent = head.lent();
        }

        /**
         * What a claim takes out of the pool: no number for a project without a budget, nothing at all when the task
         * has to wait for those who hold the money. When nobody holds any the task gets what is left, be it nothing:
         * it then ends by itself, saying that the budget is spent.
         */
        Optional<OptionalLong> loanFor(Ready ready) {
            if (!pooled) {
                return Optional.of(OptionalLong.empty());
            }
            long left = ready.healing() ? spendable + reserve : spendable;
            if (left >= ready.loan()) {
                return Optional.of(OptionalLong.of(ready.loan()));
            }
            return lent > 0 ? Optional.empty() : Optional.of(OptionalLong.of(Math.max(0, left)));
        }

        void lent(OptionalLong loan) {
            spendable -= loan.orElse(0);
            lent += loan.orElse(0);
        }
    }
}
