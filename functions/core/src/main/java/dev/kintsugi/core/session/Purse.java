package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.plan.MicroDollars;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What a job may still spend: by its own budget, and by what the project lent it. */
final class Purse {
    private final JobDraft draft;
    private final Lender lender;
    private final long maxBudget;

    Purse(JobDraft draft, Lender lender, long maxBudget) {
        this.draft = draft;
        this.lender = lender;
        this.maxBudget = maxBudget;
    }

    /** The request as it can be paid for, at its worst: where money is short, with fewer continuations of its reply. */
    Optional<ModelRequest> affordable(ModelRequest request, ModelCard card, int callsAtOnce) {
        for (ModelRequest cheaper : List.of(request, request.withContinuations(0))) {
            long worst = card.worstCaseMicroDollars(cheaper);
            if (worst <= left() && isLent(worst, callsAtOnce)) {
                return Optional.of(cheaper);
            }
        }
        return Optional.empty();
    }

    private long left() {
        return maxBudget - draft.pending().spent();
    }

    private boolean isLent(long worst, int callsAtOnce) {
        long lacking = worst - draft.pending().loan();
        if (lacking <= 0) {
            return true;
        }
        // What is pending must stand on the record before the lender writes there.
        Job job = draft.writeIfChanged();
        long generous = Math.max(lacking, Math.min(worst * callsAtOnce, left()) - job.loan());
        Optional<Job> lent = LongStream.of(generous, lacking)
                .distinct()
                .mapToObj(amount -> lender.more(job, amount))
                .flatMap(Optional::stream)
                .findFirst();
        lent.ifPresent(draft::goOnFrom);
        return lent.isPresent();
    }

    String shortage(ModelRequest request, ModelCard card) {
        MicroDollars worst = new MicroDollars(card.worstCaseMicroDollars(request.withContinuations(0)));
        MicroDollars spent = new MicroDollars(draft.pending().spent());
        MicroDollars budget = new MicroDollars(maxBudget);
        return worst.amount() > left()
                ? "the next call could cost %s, and %s of the task's %s are spent; raise max_budget_usd or name a cheaper model"
                        .formatted(worst, spent, budget)
                : "the next call could cost %s, and the project has not so much left to lend; raise project_budget_usd"
                        .formatted(worst);
    }
}
