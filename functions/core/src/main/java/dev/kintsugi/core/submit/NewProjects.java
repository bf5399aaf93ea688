package dev.kintsugi.core.submit;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.ScopeOverlaps;
import dev.kintsugi.core.plan.graph.TaskGraph;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.PlanRecords;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.StoredPlan;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.ItemSize;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.RecordLimits;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.records.WriteId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The writes by which a project comes into being, each of which can be said again. */
final class NewProjects {
    /** Bytes of one write, well under what a store takes. */
    private static final int MOST_BYTES = RecordLimits.WRITE_BYTES * 3 / 4;

    private final Records records;
    private final Executions executions;
    private final InstantSource clock;

    NewProjects(Records records, Executions executions, InstantSource clock) {
        this.records = records;
        this.executions = executions;
        this.clock = clock;
    }

    /** The newest project of a name, with what was submitted. */
    record Named(ProjectId id, String fingerprint) {}

    /** What became of a beginning. */
    enum Begun {
        DONE,
        OVERTAKEN,
        TOO_LARGE
    }

    Optional<Named> named(Submission submission) {
        return records.get(
                        ProjectKeys.name(submission.tenant(), submission.plan().slug()))
                .map(item -> new Named(new ProjectId(item.text("project")), item.text("fingerprint")));
    }

    /** Takes the name and writes the project, unsealed, in one write. */
    Begun begin(ProjectPlan plan, Submission submission, Optional<Named> before) {
        Condition still = before.map(
                        named -> Condition.equal("project", named.id().value()))
                .orElse(Condition.itemAbsent());
        Item name = Item.at(
                        ProjectKeys.name(submission.tenant(), submission.plan().slug()))
                .with("project", plan.id().value())
                .with("fingerprint", submission.fingerprint())
                .build();
        WriteAnswer.Settled answer = records.settle(
                Operation.put(name).when(still),
                Operation.insert(StoredPlan.item(plan, submission.caller())),
                Operation.insert(head(plan, submission)));
        return switch (answer) {
            case WriteAnswer.Done done -> Begun.DONE;
            case WriteAnswer.Refused refused -> Begun.OVERTAKEN;
            case WriteAnswer.TooLarge large -> Begun.TOO_LARGE;
        };
    }

    private Item head(ProjectPlan plan, Submission submission) {
        Settings settings = plan.settings();
        int tasks = submission.plan().tasks().size();
        Item.Builder head = Item.at(ProjectKeys.head(plan.id()))
                .with("status", ProjectStatus.PENDING.word())
                .with("total", tasks)
                .with("created", tasks)
                .with("active", 0)
                .with("free", settings.workersWith(plan.coder()))
                .with("submittedAt", clock.instant());
        if (!submission.tenant().equals(ProjectHead.ONLY_TENANT)) {
            head.with(ProjectHead.TENANT, submission.tenant());
        }
        MicroDollars budget = settings.projectBudget();
        if (budget != null) {
            head.with("available", budget.amount()).with("lent", 0);
            if (settings.healing().enabled()) {
                head.with("reserve", settings.healing().budgetReserve().amount());
            }
        }
        return head.build();
    }

    /** Tasks, jobs, lines, edges, exclusions and the first ready markers; what is there already stays as it is. */
    void putTasks(ProjectId id, Project plan) {
        TaskGraph graph = TaskGraph.of(plan.tasks());
        Map<TaskId, Set<TaskId>> excludes = new HashMap<>();
        ScopeOverlaps.in(plan.tasks(), graph).overlaps().forEach(overlap -> {
            excludes.computeIfAbsent(overlap.first(), task -> new TreeSet<>()).add(overlap.second());
            excludes.computeIfAbsent(overlap.second(), task -> new TreeSet<>()).add(overlap.first());
        });
        List<List<Operation>> together = new ArrayList<>();
        int operations = 0;
        int bytes = 0;
        for (List<Operation> group : new PlanRecords(id, plan.tasks(), graph, excludes).groups()) {
            int size = group.stream().mapToInt(NewProjects::sizeOf).sum();
            boolean fits = operations + group.size() <= RecordLimits.WRITE_OPERATIONS && bytes + size <= MOST_BYTES;
            if (!fits) {
                put(id, together);
                together = new ArrayList<>();
                operations = 0;
                bytes = 0;
            }
            together.add(group);
            operations += group.size();
            bytes += size;
        }
        put(id, together);
    }

    private static int sizeOf(Operation operation) {
        return operation instanceof Operation.Put put ? ItemSize.of(put.item()) : 0;
    }

    /** Many groups at once; where some of them stand already, each by itself. */
    private void put(ProjectId id, List<List<Operation>> groups) {
        if (groups.isEmpty() || isDone(id, groups.stream().flatMap(List::stream).toList()) || groups.size() == 1) {
            return;
        }
        groups.forEach(group -> isDone(id, group));
    }

    /** The write's id is made from what it says, so that it knows its own first life again. */
    private boolean isDone(ProjectId id, List<Operation> operations) {
        WriteId known = WriteId.derivedFrom(
                id.value(),
                operations.getFirst().key().sort(),
                operations.getLast().key().toString(),
                Integer.toString(operations.size()));
        return switch (records.settle(Write.of(operations).as(known))) {
            case WriteAnswer.Done done -> true;
            case WriteAnswer.Refused refused -> false;
            case WriteAnswer.TooLarge large ->
                throw new IllegalStateException(
                        "the tasks of project %s: %s is larger than %d bytes, which its limits should have refused"
                                .formatted(id, large.what(), large.mostBytes()));
        };
    }

    /** From here on the project is listed and its tasks can be claimed. */
    void seal(ProjectId id, Submission submission) {
        Instant now = clock.instant();
        String execution = executions.arnOf(Executions.Machine.PROJECT, id.executionName(1));
        Operation.Update sealed = Operation.update(ProjectKeys.head(id))
                .when(Condition.itemPresent(), Condition.absent("sealed"))
                .set("sealed", true)
                .set("open", true)
                .set("executions", 1)
                .set("execution", execution);
        Event event = Event.of(
                now,
                "project.submitted",
                "%s submitted \"%s\": %d tasks"
                        .formatted(
                                submission.caller(),
                                submission.plan().name(),
                                submission.plan().tasks().size()));
        Item.Builder listed = Item.at(ProjectKeys.listing(id, now));
        if (!submission.tenant().equals(ProjectHead.ONLY_TENANT)) {
            listed.with(ProjectHead.TENANT, submission.tenant());
        }
        // Refused: somebody who submits the same has sealed it. Too large cannot be: these are small.
        records.settle(sealed, Operation.put(listed.build()), event.put(id, "submitted"));
    }
}
