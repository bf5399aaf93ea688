package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.partial.ContinueRequest;
import java.util.Optional;

/** What is said to somebody who continues a job that is not partial: how it is, and what to do instead. */
final class InsteadOfContinue {
    private InsteadOfContinue() {}

    static String sentence(Job job) {
        return "job %s is %s".formatted(job.id(), how(job));
    }

    private static String how(Job job) {
        return switch (job.status()) {
            case PARTIAL -> "partial";
            case CREATED ->
                "created: it has not begun; kintsugi explain %s tells what it waits for".formatted(job.id());
            case EXECUTING, CHECKING, REVIEWING, LANDING, HEALING -> inFlight(job);
            case AWAITING_APPROVAL -> "awaiting approval: kintsugi approve " + job.id();
            case PASSED -> "passed: nothing of it is missing";
            case FAILED, ESCALATED -> "%s%s: %s".formatted(job.status().word(), cause(job), retry(job));
            case SKIPPED, CANCELLED ->
                "%s: %s begins it again".formatted(job.status().word(), retry(job));
        };
    }

    private static String cause(Job job) {
        return job.end().map(End::cause).map(cause -> " (" + cause + ")").orElse("");
    }

    private static String retry(Job job) {
        return "kintsugi retry %s --task %s"
                .formatted(job.id().project(), job.id().task());
    }

    private static String inFlight(Job job) {
        String word = job.status().word();
        if (job.facts().has("stopped")) {
            return "%s and was interrupted: kintsugi resume %s"
                    .formatted(word, job.id().project());
        }
        Optional<ContinueRequest> continuing = ContinueRequest.underWay(job);
        return continuing.isPresent()
                ? "being continued, as %s asked at %s: kintsugi watch %s"
                        .formatted(
                                continuing.get().caller(),
                                continuing.get().at(),
                                job.id().project())
                : "%s: it goes on by itself; kintsugi watch %s"
                        .formatted(word, job.id().project());
    }
}
