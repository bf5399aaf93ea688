package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.project.Lending;
import java.util.List;

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

    /** Whether a request can be paid for, at its worst. */
    sealed interface Offer {
        /** It can: where money is short, with fewer continuations of its reply. */
        record Affordable(ModelRequest request) implements Offer {}

        /** Not now, for others hold the project's money; with a loan of so much it could. */
        record Held(long microDollars) implements Offer {}

        record TooDear() implements Offer {}
    }

    Offer offer(ModelRequest request, ModelCard card, int callsAtOnce) {
        Offer offer = new Offer.TooDear();
        for (ModelRequest cheaper : List.of(request, request.withContinuations(0))) {
            long worst = card.worstCaseMicroDollars(cheaper);
            if (worst > left()) {
                continue;
            }
            switch (lent(worst, callsAtOnce)) {
                case Lending.Lent lent -> {
                    return new Offer.Affordable(cheaper);
                }
                case Lending.Held held -> offer = new Offer.Held(worst);
                case Lending.Spent spent -> {
                    // A cheaper one may do.
                }
            }
        }
        return offer;
    }

    private long left() {
        return maxBudget - draft.pending().spent();
    }

    private Lending lent(long worst, int callsAtOnce) {
        long lacking = worst - draft.pending().loan();
        if (lacking <= 0) {
            return new Lending.Lent(draft.job());
        }
        // What is pending must stand on the record before the lender writes there.
        Job job = draft.writeIfChanged();
        long generous = Math.max(lacking, Math.min(worst * callsAtOnce, left()) - job.loan());
        Lending lending = lender.more(job, generous);
        if (!(lending instanceof Lending.Lent) && generous > lacking) {
            lending = lender.more(job, lacking);
        }
        if (lending instanceof Lending.Lent lent) {
            draft.goOnFrom(lent.job());
        }
        return lending;
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
