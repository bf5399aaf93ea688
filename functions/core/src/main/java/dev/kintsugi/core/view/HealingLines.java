package dev.kintsugi.core.view;

import dev.kintsugi.core.heal.HealingCase;
import dev.kintsugi.core.heal.HealingCases;
import dev.kintsugi.core.heal.SkipReason;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Records;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The healing section of a project: what was tried, and what came of it. */
final class HealingLines {
    /** Attempts that are shown; a project with more has other worries. */
    static final int MOST = 200;

    private final HealingCases cases;
    private final Jobs jobs;

    HealingLines(Records records) {
        this.cases = new HealingCases(records);
        this.jobs = new Jobs(records);
    }

    /** By task and number; a project in which nothing was healed costs no look. */
    List<HealingLine> of(ProjectHead head) {
        return head.hasHealings()
                ? cases.all(head.id()).limit(MOST).map(this::line).toList()
                : List.of();
    }

    /** What was tried to heal one task, the first attempt first. */
    Stream<HealingLine> of(JobId task) {
        return cases.of(task).map(this::line);
    }

    private HealingLine line(HealingCase healing) {
        String status = status(healing);
        return new HealingLine(
                healing.task().task().value(),
                healing.number(),
                healing.cause().word(),
                healing.failed().value(),
                healing.skipped().isPresent() ? null : healing.remediation().value(),
                status,
                healing.skipped().map(SkipReason::word).orElse(null),
                healing.line(status),
                healing.at());
    }

    private String status(HealingCase healing) {
        if (healing.stage() != HealingCase.Stage.INSERTED) {
            return healing.stage().name().toLowerCase(Locale.ROOT);
        }
        return jobs.find(new JobId(healing.task().project(), healing.remediation()))
                .map(job -> job.status().word())
                .orElse("gone");
    }
}
