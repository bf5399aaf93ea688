package dev.kintsugi.core.judge;

import dev.kintsugi.core.heal.HealingCase;
import dev.kintsugi.core.heal.HealingCases;
import dev.kintsugi.core.heal.NotReverting;
import dev.kintsugi.core.heal.PartialWork;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitId;
import java.util.List;
import java.util.Optional;

/** The failed task behind a remediation: its criteria must be met too, and its work must still be there. */
final class HealedTasks {
    private final Projects projects;
    private final HealingCases healings;

    HealedTasks(Records records) {
        this.projects = new Projects(records);
        this.healings = new HealingCases(records);
    }

    /** What was wanted of the failed task; none for an ordinary one. */
    Optional<Assignment> assignment(Workbench bench) {
        return bench.job()
                .standsFor()
                .map(projects::task)
                .map(task -> Assignment.of(bench.plan().name(), bench.plan().settings(), task));
    }

    /** What the remediation reverted of the failed task's work; nothing for an ordinary task. */
    List<Finding> reverted(Workbench bench, List<Finding> open, CommitId now) {
        Job job = bench.job();
        Optional<PartialWork> work =
                job.standsFor().isEmpty() ? Optional.empty() : healings.of(job).flatMap(HealingCase::partialWork);
        return work.map(done -> NotReverting.violations(bench.workspace(), done, open, now))
                .orElse(List.of());
    }
}
