package dev.kintsugi.core.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.PlanJson;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.workspace.CommitId;
import java.util.Optional;
import java.util.stream.Stream;

/** Projects and their tasks, as they were submitted. */
public final class Projects {
    private static final ObjectMapper JSON = PlanJson.mapper();

    private final Records records;

    public Projects(Records records) {
        this.records = records;
    }

    public Optional<ProjectPlan> find(ProjectId project) {
        return records.get(ProjectKeys.plan(project)).map(item -> plan(project, item));
    }

    public ProjectPlan get(ProjectId project) {
        return find(project).orElseThrow(() -> new UnknownProject(project));
    }

    public Task task(JobId job) {
        return records.get(ProjectKeys.task(job.project(), job.task()))
                .map(Projects::task)
                .orElseThrow(() -> new UnknownProject(job));
    }

    /** Every task, by id. */
    public Stream<Task> tasks(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.TASKS))
                .map(Projects::task);
    }

    static Item item(ProjectPlan plan) {
        return Item.at(ProjectKeys.plan(plan.id()))
                .with("name", plan.name())
                .with("repository", plan.repository())
                .with("base", plan.base().hex())
                .with("run", plan.run())
                .with("coder", plan.coder())
                .with("reviewer", plan.reviewer())
                .with("settings", written(plan.settings()))
                .build();
    }

    static Item item(ProjectId project, Task task, int place) {
        return Item.at(ProjectKeys.task(project, task.id()))
                .with("task", written(task))
                .with("place", place)
                .build();
    }

    private static ProjectPlan plan(ProjectId id, Item item) {
        return new ProjectPlan(
                id,
                item.text("name"),
                item.text("repository"),
                new CommitId(item.text("base")),
                (int) item.number("run"),
                item.text("coder"),
                item.text("reviewer"),
                read(item, "settings", Settings.class));
    }

    private static Task task(Item item) {
        return read(item, "task", Task.class);
    }

    /** The name of a task's record, as {@link #tasks} meets it. */
    static TaskId idOf(Item item) {
        return new TaskId(item.key().sort().substring(ProjectKeys.TASKS.length()));
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plans can be written as JSON", impossible);
        }
    }

    private static <T> T read(Item item, String name, Class<T> type) {
        try {
            return JSON.readValue(item.text(name), type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "%s: \"%s\" is not what this program wrote".formatted(item.whereabouts(), name), broken);
        }
    }
}
