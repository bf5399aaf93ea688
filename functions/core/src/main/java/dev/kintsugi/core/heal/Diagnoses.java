package dev.kintsugi.core.heal;

import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.heal.FailureDiagnosis.FailedCheck;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a diagnosis from what stands on record of a failed job: its end, its cycles, its sessions. */
public final class Diagnoses {
    private final Jobs jobs;
    private final Sessions sessions;
    private final HealingCases cases;

    public Diagnoses(Records records) {
        this.jobs = new Jobs(records);
        this.sessions = new Sessions(records);
        this.cases = new HealingCases(records);
    }

    /** Why this job ended, without its evidence. */
    FailureCause causeOf(Job job) {
        return job.end()
                .map(end ->
                        FailureCause.of(end, jobs.cycle(job.id(), job.cycle()).or(() -> last(job))))
                .orElse(FailureCause.UNHEALABLE);
    }

    private Optional<Cycle> last(Job job) {
        return job.cycle() > 1 ? jobs.cycle(job.id(), job.cycle() - 1) : Optional.empty();
    }

    /**
     * A diagnosis of a job that nobody is about to heal, and perhaps none that failed: the files are those that its
     * cycles name, so that no repository is opened for it.
     */
    public FailureDiagnosis diagnose(Job job) {
        Job root = job.standsFor().map(jobs::get).orElse(job);
        List<String> files = cycles(job).stream()
                .flatMap(cycle -> cycle.files().stream())
                .distinct()
                .toList();
        return diagnose(job, root, (base, head) -> files);
    }

    /**
     * The whole diagnosis.
     *
     * @param failed the job that failed: the task's own, or that of an earlier remediation of it
     * @param root the job of the task that is to be healed
     */
    FailureDiagnosis diagnose(Job failed, Job root, DiffFileList git) {
        List<Cycle> cycles = cycles(failed);
        CycleState state = new CycleState(
                root.id().task().value(), root.diffBase().map(CommitId::hex).orElse(""), cycles);
        Optional<PartialWork> work = PartialWork.buildPartialWork(state, git).map(Diagnoses::bounded);
        List<Finding> unresolved = work.map(PartialWork::lastFindings).orElse(List.of());
        return new FailureDiagnosis(
                failed.id().task().value(),
                causeOf(failed),
                failed.end().map(End::reason).orElse("it ended"),
                cycles.size(),
                new MicroDollars(failed.spent()),
                lastOutput(failed, Role.CODER),
                lastOutput(failed, Role.REVIEWER),
                unresolved.stream().flatMap(finding -> check(finding).stream()).findFirst(),
                unresolved,
                work);
    }

    /** Those of the task itself come first, then those of the remediations that lead to this job. */
    private List<Cycle> cycles(Job failed) {
        List<Cycle> cycles = new ArrayList<>();
        Optional<HealingCase> from = cases.of(failed);
        if (from.isPresent()) {
            cycles.addAll(
                    cycles(jobs.get(new JobId(failed.id().project(), from.get().failed()))));
        }
        cycles.addAll(jobs.cycles(failed.id()));
        return cycles;
    }

    /** What a record can hold. */
    private static PartialWork bounded(PartialWork work) {
        return new PartialWork(
                work.phaseId(),
                work.commitIds(),
                work.baseCommitId(),
                work.filesTouched().map(FileNames::bounded),
                work.cyclesUsed(),
                OpenFindings.bounded(work.lastFindings()));
    }

    private static Optional<FailedCheck> check(Finding finding) {
        String text = finding.description();
        int end = text.indexOf(']');
        return text.startsWith(CheckResult.FINDING) && end > 0
                ? Optional.of(new FailedCheck(
                        text.substring(CheckResult.FINDING.length(), end),
                        text.substring(end + 1).strip()))
                : Optional.empty();
    }

    /** The last words on record; of a cycle that was cut off those of the one before it. */
    private String lastOutput(Job job, Role role) {
        for (int cycle = job.cycle(); cycle > Math.max(0, job.cycle() - 2); cycle--) {
            List<SessionTurn> turns = sessions.read(job.id(), cycle, role);
            for (SessionTurn turn : turns.reversed()) {
                Optional<String> said = turn.exchange().map(Exchange::reply).map(Diagnoses::words);
                if (said.isPresent() && !said.get().isBlank()) {
                    return said.get();
                }
            }
        }
        return "";
    }

    private static String words(Reply reply) {
        return reply.text().isBlank()
                ? reply.calls().stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : reply.text();
    }
}
