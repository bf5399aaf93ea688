package dev.kintsugi.core.replay;

import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.util.ArrayList;
import java.util.List;

/**
 * Works a finished project through once more. Each job stands by itself: it begins where it is on record to have begun,
 * what its models said is read from the record, and every commit and verdict is compared with the one on record.
 */
public final class Replay {
    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final Workspaces workspaces;
    private final CoderLimits limits;

    /** @param limits those that the project was worked with */
    public Replay(Records records, Workspaces workspaces, CoderLimits limits) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.workspaces = workspaces;
        this.limits = limits;
    }

    /**
     * Replays it.
     *
     * @throws UnknownProject when there is none
     * @throws NotReplayable when it is still at work, or its repository cannot be read
     */
    public Replayed run(ProjectId id) {
        ProjectHead head = projects.findHead(id).orElseThrow(() -> new UnknownProject(id));
        List<Job> all = projects.lines(id).map(line -> jobs.get(line.job())).toList();
        if (head.active() > 0 && all.stream().anyMatch(Replay::isAtWork)) {
            throw new NotReplayable("project %s is still at work; replay it when it rests".formatted(id));
        }
        ProjectPlan plan = projects.get(id);
        InMemoryRecords copy = new InMemoryRecords();
        copy(copy, Query.of(Table.PROJECTS, id.value()));
        List<Compared> steps = new ArrayList<>();
        try (Workspace real = open(plan)) {
            ApartWorkspace apart = new ApartWorkspace(real);
            all.forEach(job -> {
                copy(copy, Query.of(Table.SESSIONS, job.id().toString()));
                steps.addAll(new JobReplay(job, jobs, copy, apart, plan, limits).run());
            });
        }
        return new Replayed(id.value(), steps);
    }

    /** Who waits for a person, or was cut off, does nothing that a replay would miss. */
    private static boolean isAtWork(Job job) {
        return job.status().isInFlight()
                && job.status() != JobStatus.AWAITING_APPROVAL
                && !job.facts().has("stopped");
    }

    private Workspace open(ProjectPlan plan) {
        return switch (workspaces.open(plan.repository())) {
            case Opening.Opened opened -> opened.workspace();
            case Opening.Refused refused -> throw new NotReplayable(refused.message());
        };
    }

    private void copy(Records to, Query partition) {
        records.stream(partition).forEach(item -> to.settle(Operation.put(item)));
    }

    /** The failed task's job, for a remediation; else the job itself. */
    static Job root(Job job, Jobs jobs) {
        return job.standsFor().flatMap(jobs::find).orElse(job);
    }
}
