package dev.kintsugi.core.view;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Stopped;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Page;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is shown: projects, their tasks, jobs and events, page by page; a page costs by what is on it. */
public final class ProjectViews {
    public static final int MOST_WAITING = 100;
    public static final int MOST_TASKS = 200;
    public static final int MOST_PROJECTS = 50;
    public static final int MOST_EVENTS = 500;

    /** Tasks of a project whose running jobs are asked one by one what they have spent. */
    static final int MOST_SUMMED = 100;

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final PartialJobs partials;
    private final HealingLines healings;

    public ProjectViews(Records records) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.partials = new PartialJobs(records);
        this.healings = new HealingLines(records);
    }

    /**
     * Projects, the newest first.
     *
     * @param after the {@code next} of the page before
     */
    public ProjectPage projects(Optional<String> after, int most) {
        return projects(ProjectHead.ONLY_TENANT, after, most);
    }

    /** A tenant's projects, the newest first; a page may hold few where others' stand between them. */
    public ProjectPage projects(String tenant, Optional<String> after, int most) {
        Page page = page(Table.PROJECTS, ProjectKeys.LISTING, "", after, Math.min(most, MOST_PROJECTS));
        List<Overview> found = new ArrayList<>();
        for (Item item : page.items()) {
            if (!isOf(tenant, item)) {
                continue;
            }
            String sort = item.key().sort();
            ProjectHead head = sealed(new ProjectId(sort.substring(sort.indexOf('/') + 1)));
            found.add(overview(head, head.spent()));
        }
        return new ProjectPage(found, page.next().orElse(null));
    }

    /**
     * A project at a glance.
     *
     * @throws UnknownProject when there is none, or it was never submitted whole
     */
    public Overview project(ProjectId id) {
        ProjectHead head = sealed(id);
        return overview(head, spentSoFar(head));
    }

    /** With what jobs under way have spent; in a large project that is counted when they settle. */
    private long spentSoFar(ProjectHead head) {
        return head.active() == 0 || head.total() > MOST_SUMMED
                ? head.spent()
                : projects.lines(head.id())
                        .mapToLong(line -> jobs.get(line.job()).spent())
                        .sum();
    }

    private Overview overview(ProjectHead head, long spent) {
        ProjectId id = head.id();
        ProjectPlan plan = projects.get(id);
        List<Mark> marks = projects.marks(id).toList();
        return new Overview(
                id.value(),
                plan.name(),
                head.status(),
                plan.repository(),
                plan.base().hex(),
                plan.trunk().name(),
                plan.run(),
                plan.coder(),
                plan.reviewer(),
                projects.caller(id),
                head.execution().orElse(null),
                summary(head, marks),
                TaskLines.dollars(spent),
                plan.settings().projectBudget() == null
                        ? null
                        : plan.settings().projectBudget().dollars(),
                head.submittedAt(),
                head.startedAt().orElse(null),
                head.endedAt().orElse(null),
                marks.stream().limit(MOST_WAITING).map(this::waiting).toList(),
                healings.of(head),
                head.reason().orElse(null),
                head.status().isOver() ? null : Stopped.sentence(head.facts()).orElse(null));
    }

    /**
     * Tasks with their jobs, in the order of the plan.
     *
     * @param after the {@code next} of the page before
     */
    public TaskPage tasks(ProjectId id, Optional<String> after, int most) {
        ProjectHead head = sealed(id);
        int limit = Math.min(most, MOST_TASKS);
        List<Line> lines = projects.lines(id, after.map(Integer::parseInt).orElse(-1), limit);
        TaskLines taskLines = taskLines(head);
        List<TaskLine> tasks = lines.stream().map(taskLines::of).toList();
        boolean whole = lines.size() < limit || lines.getLast().place() == head.total() - 1;
        return new TaskPage(
                tasks, whole ? null : Integer.toString(lines.getLast().place()));
    }

    /**
     * A job with all its rounds.
     *
     * @throws UnknownJob when there is none
     */
    public JobView job(JobId id) {
        Job job = jobs.get(id);
        ProjectPlan plan = projects.get(id.project());
        TaskLine line = taskLines(projects.head(id.project())).of(projects.line(id.project(), job.place()));
        return new JobView(
                line,
                id.project().value(),
                plan.branchOf(id.task()).name(),
                job.base().map(CommitId::hex).orElse(null),
                job.execution().orElse(null),
                jobs.cycles(id).stream().map(CycleView::of).toList());
    }

    /**
     * What happened in a project, the oldest first.
     *
     * @param after the {@code next} of the page before
     */
    public EventPage events(ProjectId id, Optional<String> after, int most) {
        sealed(id);
        Page page = page(
                Table.PROJECTS,
                id.value(),
                ProjectKeys.EVENTS,
                after.map(place -> ProjectKeys.EVENTS + place),
                Math.min(most, MOST_EVENTS));
        List<EventPage.Line> events = page.items().stream()
                .map(item -> Projects.event(id, item))
                .map(event -> new EventPage.Line(
                        event.at(),
                        event.kind(),
                        event.job().map(JobId::toString).orElse(null),
                        event.text()))
                .toList();
        Optional<String> last = page.items().isEmpty()
                ? after
                : Optional.of(page.items().getLast().key().sort().substring(ProjectKeys.EVENTS.length()));
        return new EventPage(events, last.orElse(null));
    }

    /** What a job has and what it lacks; none when no edit of it is missing. */
    public Optional<PartialView> partial(JobId id) {
        Job job = jobs.get(id);
        return partials.state(id)
                .map(state -> PartialView.of(
                        id,
                        job.status(),
                        state,
                        job.facts().findText("obstacle").orElse(null)));
    }

    /** The counts of one project. */
    public Summary summary(ProjectId id) {
        return summary(sealed(id), projects.marks(id).toList());
    }

    /** The counts of all projects together. */
    public Summary summary() {
        return summary(ProjectHead.ONLY_TENANT);
    }

    /** The counts of all projects of a tenant. */
    public Summary summary(String tenant) {
        return records.stream(Query.of(Table.PROJECTS, ProjectKeys.LISTING))
                .filter(item -> isOf(tenant, item))
                .map(item -> item.key().sort())
                .map(sort -> summary(new ProjectId(sort.substring(sort.indexOf('/') + 1))))
                .reduce(Summary.NONE, Summary::plus);
    }

    private static boolean isOf(String tenant, Item listed) {
        return listed.findText(ProjectHead.TENANT)
                .orElse(ProjectHead.ONLY_TENANT)
                .equals(tenant);
    }

    private ProjectHead sealed(ProjectId id) {
        return projects.findHead(id).filter(ProjectHead::isSealed).orElseThrow(() -> new UnknownProject(id));
    }

    private static Summary summary(ProjectHead head, List<Mark> marks) {
        long partial =
                marks.stream().filter(mark -> mark.kind() == Mark.Kind.PARTIAL).count();
        return Summary.of(
                head.total(), head.created(), partial, head.passed(), head.failed(), head.skipped(), head.cancelled());
    }

    private TaskLines taskLines(ProjectHead head) {
        Set<JobId> interrupted = projects.marks(head.id())
                .filter(mark -> mark.kind() == Mark.Kind.INTERRUPTED)
                .map(Mark::job)
                .collect(Collectors.toSet());
        return new TaskLines(records, interrupted, head.failed() + head.cancelled() > 0, healings.of(head));
    }

    private Waiting waiting(Mark mark) {
        String commit = mark.kind() == Mark.Kind.APPROVAL
                ? jobs.find(mark.job())
                        .flatMap(job -> job.facts()
                                .findText("reviewed")
                                .or(() -> job.head().map(CommitId::hex)))
                        .orElse(null)
                : null;
        String command = switch (mark.kind()) {
            case APPROVAL -> "kintsugi approve " + mark.job();
            case PARTIAL -> "kintsugi continue " + mark.job();
            case INTERRUPTED, HELD -> "kintsugi resume " + mark.job().project();
        };
        return new Waiting(mark.job().toString(), mark.kind(), mark.since(), commit, command);
    }

    private Page page(Table table, String partition, String prefix, Optional<String> after, int most) {
        Query query = Query.of(table, partition, prefix).atMost(most);
        return records.query(after.map(query::after).orElse(query));
    }
}
