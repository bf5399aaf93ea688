package dev.kintsugi.core.heal;

import dev.kintsugi.core.heal.FailureDiagnosis.FailedCheck;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.prompt.ArchitectBrief;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.prompt.ShownFile;
import dev.kintsugi.core.review.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A remediation in words: what its architect is asked, and the task that is made of the answer. */
public final class Remediation {
    /** The label by which people find remediations. */
    public static final String LABEL = "auto-healing";

    private static final String HEADING = "## Partial Work";
    private static final Pattern SECTION = Pattern.compile("(?mi)^##[ \\t]+Partial Work[ \\t]*$");

    private Remediation() {}

    /**
     * What the architect is told.
     *
     * @param task what was wanted of the failed task
     * @param partialWork its work; without any, nothing is said of it at all
     */
    public static ArchitectBrief remediationRequest(
            FailureDiagnosis diagnosis, Assignment task, Optional<PartialWork> partialWork) {
        return new ArchitectBrief(
                task,
                diagnosis.phaseId(),
                diagnosis.cause().word(),
                diagnosis.summary(),
                evidence(diagnosis),
                partialWork.map(PartialWorkText::section),
                List.of());
    }

    private static List<ShownFile> evidence(FailureDiagnosis diagnosis) {
        List<ShownFile> evidence = new ArrayList<>();
        add(evidence, "last words of the coder", diagnosis.lastCoderOutput());
        add(evidence, "last words of the reviewer", diagnosis.lastReviewerOutput());
        diagnosis.check().ifPresent(check -> add(evidence, "output of check " + check.name(), said(check)));
        add(
                evidence,
                "unresolved findings",
                diagnosis.unresolved().stream().map(Finding::shown).collect(Collectors.joining("\n")));
        return evidence;
    }

    private static String said(FailedCheck check) {
        return check.output().isBlank() ? "(it printed nothing)" : check.output();
    }

    private static void add(List<ShownFile> evidence, String name, String text) {
        if (!text.isBlank()) {
            evidence.add(new ShownFile(name, text));
        }
    }

    /**
     * The task as it is inserted: title, body and criteria are the architect's, everything else is the failed task's.
     * It waits for nothing, is labelled, and is shown the files that the failed task touched.
     */
    public static Task finalizeRemediation(Task planned, TaskId id, Task failed, Optional<PartialWork> partialWork) {
        return new Task(
                id,
                planned.title(),
                failed.type(),
                failed.priority(),
                List.of(),
                Stream.concat(failed.labels().stream(), Stream.of(LABEL))
                        .distinct()
                        .toList(),
                failed.scope(),
                failed.allowScopeOverlap(),
                contextFiles(failed, partialWork),
                failed.outputFiles(),
                failed.targetFiles(),
                failed.mode(),
                failed.verify(),
                failed.maxReviewCycles(),
                failed.maxBudget(),
                failed.model(),
                failed.gate(),
                body(planned.body(), partialWork),
                planned.criteria(),
                id + ".md");
    }

    private static List<String> contextFiles(Task failed, Optional<PartialWork> partialWork) {
        Stream<String> touched = partialWork.flatMap(PartialWork::filesTouched).stream()
                .flatMap(List::stream)
                .filter(FileNames::isName);
        return Stream.concat(failed.contextFiles().stream(), touched)
                .distinct()
                .limit(PlanLimits.LIST_ITEMS)
                .toList();
    }

    private static String body(String planned, Optional<PartialWork> partialWork) {
        boolean isMissing = partialWork.isPresent() && !SECTION.matcher(planned).find();
        return isMissing
                ? planned.stripTrailing() + "\n\n" + HEADING + "\n\n"
                        + below(PartialWorkText.section(partialWork.get()))
                : planned;
    }

    /** The section without its own heading. */
    private static String below(String section) {
        return section.substring(section.indexOf('\n') + 1);
    }
}
