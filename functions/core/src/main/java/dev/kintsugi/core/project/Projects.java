package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.RecordLimits;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Projects and their tasks, as they were submitted. */
public final class Projects {
    private final Records records;

    public Projects(Records records) {
        this.records = records;
    }

    public Optional<ProjectPlan> find(ProjectId project) {
        return records.get(ProjectKeys.plan(project)).map(item -> StoredPlan.plan(project, item));
    }

    public ProjectPlan get(ProjectId project) {
        return find(project).orElseThrow(() -> new UnknownProject(project));
    }

    /** Who submitted it. */
    public String caller(ProjectId project) {
        return records.get(ProjectKeys.plan(project))
                .flatMap(item -> item.findText("caller"))
                .orElseThrow(() -> new UnknownProject(project));
    }

    public Task task(JobId job) {
        return records.get(ProjectKeys.task(job.project(), job.task()))
                .map(StoredPlan::task)
                .orElseThrow(() -> new UnknownProject(job));
    }

    /** Every task, by id. */
    public Stream<Task> tasks(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.TASKS))
                .map(StoredPlan::task);
    }

    /** The ids that begin so in whatever case: by a query for each way of writing it, for keys know no other order. */
    public Stream<TaskId> idsBeginning(ProjectId project, String prefix) {
        return writings(prefix).stream()
                .flatMap(written ->
                        records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.TASKS + written)))
                .map(item -> new TaskId(item.key().sort().substring(ProjectKeys.TASKS.length())));
    }

    private static List<String> writings(String text) {
        List<String> all = List.of("");
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            Set<Character> cases = new TreeSet<>(Set.of(Character.toLowerCase(letter)));
            cases.add(Character.toUpperCase(letter));
            all = all.stream()
                    .flatMap(begun -> cases.stream().map(next -> begun + next))
                    .toList();
        }
        return all;
    }

    public Optional<ProjectHead> findHead(ProjectId project) {
        return records.get(ProjectKeys.head(project)).map(item -> new ProjectHead(project, item));
    }

    public ProjectHead head(ProjectId project) {
        return findHead(project).orElseThrow(() -> new UnknownProject(project));
    }

    /**
     * What scheduling looks at, by one query.
     *
     * @param most how many records it reads: the head, every launch marker, then as many ready ones as fit
     */
    public ProjectState state(ProjectId project, int most) {
        List<Item> items = records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.NOW)
                        .atMost(most))
                .limit(most)
                .toList();
        Optional<ProjectHead> head = Optional.empty();
        List<Launch> launches = new ArrayList<>();
        List<Ready> ready = new ArrayList<>();
        for (Item item : items) {
            String sort = item.key().sort();
            if (sort.startsWith(ProjectKeys.READY)) {
                ready.add(Ready.read(item));
            } else if (sort.startsWith(ProjectKeys.LAUNCHES)) {
                launches.add(Launch.read(project, item));
            } else {
                head = Optional.of(new ProjectHead(project, item));
            }
        }
        ProjectHead found = head.orElseThrow(() -> new UnknownProject(project));
        return new ProjectState(found, launches, ready, items.size() < most);
    }

    public Line line(ProjectId project, int place) {
        return records.get(ProjectKeys.line(project, place))
                .map(item -> Line.read(project, item))
                .orElseThrow(() -> new IllegalStateException(
                        "expected a task at place %d of project %s, found none".formatted(place, project)));
    }

    /** The first place behind all tasks that there are. */
    public int placeForOneMore(ProjectHead head) {
        int place = Math.toIntExact(head.total());
        while (records.get(ProjectKeys.line(head.id(), place)).isPresent()) {
            place++;
        }
        return place;
    }

    /** Every task in the order of the plan, without its text. */
    public Stream<Line> lines(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.LINES))
                .map(item -> Line.read(project, item));
    }

    /** A page of {@link #lines}: so many tasks from behind this place on; -1 is the beginning. */
    public List<Line> lines(ProjectId project, int after, int most) {
        Query query = Query.of(Table.PROJECTS, project.value(), ProjectKeys.LINES);
        Query from =
                after < 0 ? query : query.after(ProjectKeys.line(project, after).sort());
        return records.stream(from.atMost(Math.min(most, RecordLimits.PAGE_ITEMS)))
                .limit(most)
                .map(item -> Line.read(project, item))
                .toList();
    }

    /** Those that wait for this task and have not been told that it is done. */
    public Stream<Edge> dependents(JobId job) {
        Query edges = Query.of(Table.PROJECTS, job.project().value(), ProjectKeys.edgesFrom(job.task()));
        return records.stream(edges).map(item -> Edge.read(job.project(), job.task(), item));
    }

    /** The tasks that must not run beside this one. */
    public List<TaskId> excludedBy(JobId job) {
        String prefix = ProjectKeys.excludesOf(job.task());
        return records.stream(Query.of(Table.PROJECTS, job.project().value(), prefix))
                .map(item -> new TaskId(item.key().sort().substring(prefix.length())))
                .toList();
    }

    /** Every job that waits for somebody. */
    public Stream<Mark> marks(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.MARKS))
                .map(item -> Mark.read(project, item));
    }

    /** The newest projects, by the list of all. */
    public List<ProjectId> newest(int most) {
        return records.stream(Query.of(Table.PROJECTS, ProjectKeys.LISTING))
                .limit(most)
                .map(item -> item.key().sort().substring(item.key().sort().indexOf('/') + 1))
                .map(ProjectId::new)
                .toList();
    }

    /** What happened, the oldest first. */
    public Stream<Event> events(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.EVENTS))
                .map(item -> Event.read(project, item));
    }

    /** One of the records under {@link ProjectKeys#EVENTS}. */
    public static Event event(ProjectId project, Item item) {
        return Event.read(project, item);
    }
}
