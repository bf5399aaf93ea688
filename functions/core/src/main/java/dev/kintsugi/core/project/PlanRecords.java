package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.TaskGraph;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.RecordLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The records that the tasks of a plan become, in groups: each group is written whole or not at all, and only while
 * its job is not there. So whoever writes them again, however late, brings nothing back that was used up since.
 */
public final class PlanRecords {
    /** Operations of one group, with room for the task's own. */
    private static final int MOST_IN_A_GROUP = RecordLimits.WRITE_OPERATIONS - 10;

    private final ProjectId project;
    private final List<Task> tasks;
    private final TaskGraph graph;
    private final Map<TaskId, ? extends Collection<TaskId>> excludes;

    /**
     * The records of these tasks.
     *
     * @param excludes the tasks that must not run beside a task, said on both sides
     */
    public PlanRecords(
            ProjectId project, List<Task> tasks, TaskGraph graph, Map<TaskId, ? extends Collection<TaskId>> excludes) {
        this.project = project;
        this.tasks = List.copyOf(tasks);
        this.graph = graph;
        this.excludes = Map.copyOf(excludes);
    }

    public List<List<Operation>> groups() {
        List<List<Operation>> groups = new ArrayList<>();
        for (int place = 0; place < tasks.size(); place++) {
            addGroups(tasks.get(place), place, groups);
        }
        return groups;
    }

    private void addGroups(Task task, int place, List<List<Operation>> groups) {
        JobId job = new JobId(project, task.id());
        List<Operation> relations = relations(task.id(), place);
        while (relations.size() > MOST_IN_A_GROUP) {
            List<Operation> some = relations.subList(0, MOST_IN_A_GROUP);
            List<Operation> group = new ArrayList<>(some);
            group.add(Operation.check(Jobs.headKey(job), Condition.itemAbsent()));
            groups.add(group);
            some.clear();
        }
        int waits = graph.dependencies(task.id()).size();
        Line line = Line.of(project, task, place, waits, excludes.containsKey(task.id()));
        relations.add(Operation.insert(StoredPlan.item(project, task)));
        relations.add(line.insert());
        if (waits == 0) {
            relations.add(line.ready(0, 0).put(project));
        }
        relations.add(Jobs.begin(job, place, !graph.dependents(task.id()).isEmpty()));
        groups.add(relations);
    }

    private List<Operation> relations(TaskId task, int place) {
        List<Operation> relations = new ArrayList<>();
        for (TaskId dependency : graph.dependencies(task)) {
            relations.add(new Edge(new JobId(project, dependency), task, place).put());
        }
        Collection<TaskId> apart = excludes.get(task);
        if (apart != null) {
            for (TaskId other : apart) {
                relations.add(Operation.put(
                        Item.at(ProjectKeys.excludes(project, task, other)).build()));
            }
        }
        return relations;
    }
}
