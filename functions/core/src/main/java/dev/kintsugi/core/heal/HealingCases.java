package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import java.util.Optional;
import java.util.stream.Stream;

/** What was tried to heal the tasks of a project. */
public final class HealingCases {
    private final Records records;

    public HealingCases(Records records) {
        this.records = records;
    }

    /** The attempt that this job is the remediation of; none for an ordinary task. */
    public Optional<HealingCase> of(Job job) {
        return job.standsFor().flatMap(task -> find(task, (int) job.facts().count(HealingFacts.NUMBER)));
    }

    Optional<HealingCase> find(JobId task, int number) {
        return records.get(HealingCase.key(task, number)).map(item -> HealingCase.read(item, task));
    }

    /** Every attempt to heal one task, the first one first. */
    public Stream<HealingCase> of(JobId task) {
        return records.stream(Query.of(Table.PROJECTS, task.project().value(), ProjectKeys.healingsOf(task.task())))
                .map(item -> HealingCase.read(item, task));
    }

    /** Every attempt, by task and number. */
    public Stream<HealingCase> all(ProjectId project) {
        return records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.HEALINGS))
                .map(item -> HealingCase.read(item, new JobId(project, new TaskId(item.text("task")))));
    }
}
