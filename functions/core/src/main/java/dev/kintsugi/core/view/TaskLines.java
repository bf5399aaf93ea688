package dev.kintsugi.core.view;

import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.partial.Shortfall;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Stopped;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.round.Unclaimed;
import dev.kintsugi.core.session.Away;
import dev.kintsugi.core.workspace.CommitId;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lines of tasks from their records; it remembers what it read while one answer is made. */
final class TaskLines {
    /** Jobs looked at beyond those that are shown, to say what blocks them; what lies further back is not named. */
    private static final int MOST_LOOKED_AT = 500;

    private final Jobs jobs;
    private final Projects projects;
    private final StandIns standIns;
    private final Set<JobId> interrupted;
    private final boolean mayBlock;
    private final Map<String, HealingLine> healings = new HashMap<>();
    private final Map<JobId, Optional<Job>> read = new HashMap<>();
    private final Map<JobId, Line> lines = new HashMap<>();

    /**
     * Lines for one answer.
     *
     * @param healings what was tried to heal failed tasks
     * @param mayBlock whether any job of the project ended badly, so that looking for what blocks is worth it
     */
    TaskLines(Records records, Set<JobId> interrupted, boolean mayBlock, List<HealingLine> healings) {
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.standIns = new StandIns(records);
        this.interrupted = Set.copyOf(interrupted);
        this.mayBlock = mayBlock;
        healings.forEach(healing -> this.healings.put(healing.task(), healing));
    }

    TaskLine of(Line line) {
        lines.put(line.job(), line);
        Job job = find(line.job()).orElseThrow();
        Behind behind = job.status() == JobStatus.CREATED && mayBlock ? behind(line) : Behind.NOTHING;
        List<String> blockedBy = behind.blockers();
        List<String> marks = new ArrayList<>();
        if (interrupted.contains(job.id())) {
            marks.add(TaskLine.INTERRUPTED);
        }
        if (!blockedBy.isEmpty()) {
            marks.add(TaskLine.BLOCKED);
        }
        if (standIns.isHealed(job)) {
            marks.add(TaskLine.HEALED);
        }
        return new TaskLine(
                job.id().task().value(),
                job.id().toString(),
                line.title(),
                job.status(),
                marks,
                blockedBy,
                line.dependsOn().stream().map(TaskId::value).toList(),
                job.cycle(),
                line.cycles() + job.cyclesGranted(),
                job.attempt(),
                dollars(job.spent()),
                dollars(line.budget()),
                job.facts().findMoment("startedAt").orElse(null),
                job.facts().findMoment("endedAt").orElse(null),
                job.end().map(End::cause).orElse(null),
                reason(job),
                job.head().map(CommitId::hex).orElse(null),
                job.landed().map(CommitId::hex).orElse(null),
                Optional.ofNullable(healings.get(job.id().task().value()))
                        .map(HealingLine::text)
                        .orElse(null),
                behind.remediations(),
                job.standsFor().map(failed -> failed.task().value()).orElse(null),
                note(job),
                isMoving(job) ? job.facts().findMoment("askedAt").orElse(null) : null);
    }

    private @Nullable String note(Job job) {
        if (job.status() == JobStatus.CREATED) {
            return Unclaimed.of(job).map(Unclaimed::sentence).orElse(null);
        }
        return isMoving(job) ? Away.of(job).map(Away::sentence).orElse(null) : null;
    }

    private boolean isMoving(Job job) {
        return job.status().isInFlight() && !interrupted.contains(job.id());
    }

    /** Why it stands where it stands: as it was recorded, and when it was cut off by what. */
    private @Nullable String reason(Job job) {
        if (job.status().isPartial()) {
            return Shortfall.reason(job);
        }
        Optional<String> ended = job.end().map(End::reason);
        Optional<String> cutOff = interrupted.contains(job.id())
                ? Away.of(job).map(Away::sentence).or(() -> Stopped.sentence(job.facts()))
                : Optional.empty();
        return ended.or(() -> cutOff).orElse(null);
    }

    private Optional<Job> remediation(Job job) {
        return job.remediation().flatMap(this::find);
    }

    /**
     * What a task waits behind that is over, or stands for what is over.
     *
     * @param blockers ended tasks that will not let it start
     * @param remediations those that will, when they pass
     */
    private record Behind(List<String> blockers, List<String> remediations) {
        static final Behind NOTHING = new Behind(List.of(), List.of());
    }

    static BigDecimal dollars(long microDollars) {
        return new MicroDollars(microDollars).dollars();
    }

    /** The ended tasks that stand before this one, near or far. */
    private Behind behind(Line line) {
        ProjectId project = line.job().project();
        Set<String> blockers = new TreeSet<>();
        Set<String> remediations = new TreeSet<>();
        Set<TaskId> seen = new HashSet<>(line.dependsOn());
        Deque<TaskId> toSee = new ArrayDeque<>(line.dependsOn());
        while (!toSee.isEmpty() && read.size() < MOST_LOOKED_AT) {
            JobId before = new JobId(project, toSee.remove());
            Optional<Job> job = find(before);
            if (job.isEmpty()) {
                continue; // It stands outside this plan and counts as done.
            }
            JobStatus status = job.get().status();
            Optional<Job> standIn = status.countsAsFailed() ? remediation(job.get()) : Optional.empty();
            if (standIn.filter(found -> !found.status().isComplete()).isPresent()) {
                remediations.add(standIn.get().id().task().value());
            } else if ((status.countsAsFailed() && !standIns.isHealed(job.get())) || status == JobStatus.CANCELLED) {
                blockers.add(before.task().value());
            } else if (status == JobStatus.CREATED) {
                lineOf(job.get()).dependsOn().stream().filter(seen::add).forEach(toSee::add);
            }
        }
        return new Behind(List.copyOf(blockers), List.copyOf(remediations));
    }

    private Line lineOf(Job job) {
        return lines.computeIfAbsent(job.id(), id -> projects.line(id.project(), job.place()));
    }

    private Optional<Job> find(JobId id) {
        return read.computeIfAbsent(id, jobs::find);
    }
}
