package dev.kintsugi.core.session;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelGivenUp;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.ModelUnavailable;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One role's session in a job's open cycle. What is on record is not asked again; what is asked was paid for before, by
 * a conditional write that also tells whether the job is still ours; what came of it is recorded before anybody sees it.
 */
public final class Conversation {
    /** How often one question may be lost: the first time it is asked once more. */
    static final int MAX_LOSSES = 2;

    /** A loan is topped up for so many calls at once, so that a session with tools does not ask for each. */
    private static final int CALLS_PER_TOP_UP = 4;

    private final Sessions sessions;
    private final Purse purse;
    private final InstantSource clock;
    private final int mostVisits;
    private final JobDraft draft;
    private final Supplier<CodingModel> model;
    private final SessionKey session;
    private final Deadline deadline;
    private final Map<Integer, SessionTurn> recorded = new HashMap<>();
    private int asked;

    private Conversation(
            Sessions sessions,
            Purse purse,
            InstantSource clock,
            int mostVisits,
            JobDraft draft,
            Supplier<CodingModel> model,
            SessionKey session,
            Deadline deadline) {
        this.sessions = sessions;
        this.purse = purse;
        this.clock = clock;
        this.mostVisits = mostVisits;
        this.draft = draft;
        this.model = model;
        this.session = session;
        this.deadline = deadline;
    }

    /**
     * What every conversation needs, whoever holds it.
     *
     * @param mostVisits how often in a row a model may be unavailable before it is given up
     */
    public record Setting(Sessions sessions, Lender lender, InstantSource clock, int mostVisits) {
        /**
         * Begins a session, or goes on with it.
         *
         * @param model opened only when something has to be asked
         * @param maxBudget what the job may cost over its whole life, in micro-dollars
         * @param goesOn whether something of it may be on record
         */
        public Conversation conversation(
                JobDraft draft,
                Role role,
                int cycle,
                Supplier<CodingModel> model,
                long maxBudget,
                boolean goesOn,
                Deadline deadline) {
            SessionKey session = new SessionKey(draft.job().id(), cycle, role);
            Conversation conversation = new Conversation(
                    sessions, new Purse(draft, lender, maxBudget), clock, mostVisits, draft, model, session, deadline);
            if (goesOn) {
                conversation.recall(sessions.read(session.job(), cycle, role));
            }
            return conversation;
        }
    }

    private void recall(List<SessionTurn> turns) {
        for (SessionTurn turn : turns) {
            if (turn.result() != SessionTurn.Result.LOST) {
                recorded.put(turn.turn(), turn);
            }
        }
    }

    /** Where the conversation begins: its first turn, and the order of that among all exchanges of this role. */
    public Turn firstTurn() {
        return turnAfter(0);
    }

    /** Where it goes on behind so many turns of this cycle, which were counted when they were over. */
    public Turn turnAfter(int turns) {
        return new Turn(
                session.job().task().value(),
                session.role(),
                session.cycle(),
                1 + turns,
                1 + (int) draft.job().facts().count(turnsFact()));
    }

    /** To be written when the cycle's session is over, so that the next one counts on from there. */
    public void countTurns(Turn last) {
        draft.change().set(turnsFact(), Value.of(last.order()));
    }

    private String turnsFact() {
        return session.role().word() + "Turns";
    }

    /**
     * Asks, or answers from the record.
     *
     * @throws ModelUnavailable when the model is overloaded or nobody answers for it: the step is to be repeated later
     * @throws ModelGivenUp when that was so too often in a row
     */
    public Asked ask(ModelRequest request) {
        int turn = request.turn().turn();
        SessionTurn known = recorded.get(turn);
        if (known != null) {
            settle(turn, known.costMicroDollars());
            return asked(known);
        }
        if (asked > 0 && !deadline.allowsACall(clock)) {
            return new Asked.OutOfTime();
        }
        return paidFor(request, turn);
    }

    private Asked paidFor(ModelRequest request, int turn) {
        CodingModel opened;
        try {
            opened = model.get();
        } catch (IllegalArgumentException none) {
            return new Asked.NoReply(new End(JobStatus.FAILED, "unknown_model", String.valueOf(none.getMessage())));
        }
        Optional<OpenCall> open = OpenCall.of(draft.job());
        Optional<SessionTurn> lost =
                open.filter(call -> call.is(session, turn)).map(call -> call.lost(clock.instant()));
        // That of another cycle, which was given up: nobody asks it again.
        open.filter(call -> !call.session().equals(session))
                .ifPresent(call ->
                        call.closed(sessions, draft.change(), clock.instant()).forEach(draft::with));
        String why = "the step was cut off while it waited";
        while (true) {
            long losses = lost.isPresent() ? draft.job().facts().count(OpenCall.LOSSES) + 1 : 0;
            if (losses >= MAX_LOSSES) {
                return givenUp(turn, losses, lost.get(), why);
            }
            ModelRequest affordable;
            switch (purse.offer(request, opened.card(), CALLS_PER_TOP_UP)) {
                case Purse.Offer.Affordable offer -> affordable = offer.request();
                case Purse.Offer.Held held -> {
                    return new Asked.MoneyHeld(held.microDollars());
                }
                case Purse.Offer.TooDear none -> {
                    return new Asked.OutOfMoney(purse.shortage(request, opened.card()));
                }
            }
            lost.ifPresent(told -> tell(told, losses));
            draft.change()
                    .reserve(opened.card().worstCaseMicroDollars(affordable))
                    .set(OpenCall.CALL, Value.of(session.name(turn)))
                    .set(OpenCall.ASKED_AT, Value.of(clock.instant()))
                    .set(OpenCall.LOSSES, Value.of(losses));
            draft.write();
            asked++;
            ModelAnswer answer = opened.ask(affordable);
            if (!(answer instanceof ModelAnswer.Lost gone)) {
                return answered(turn, answer);
            }
            draft.change().costed(gone.spentMicroDollars());
            lost = Optional.of(new OpenCall(session, turn, gone.spentMicroDollars()).lost(clock.instant()));
            why = gone.reason();
        }
    }

    /** Whether the job's record says that this very call went out, and no reply of it is on record. */
    private boolean isOut(int turn) {
        return OpenCall.of(draft.job()).filter(call -> call.is(session, turn)).isPresent();
    }

    private void tell(SessionTurn lost, long losses) {
        draft.with(Sessions.lost(session, losses, lost));
        LostCalls.of(draft.job()).and(lost.costMicroDollars()).on(draft.change());
    }

    private Asked givenUp(int turn, long losses, SessionTurn lost, String why) {
        tell(lost, losses);
        OpenCall.over(draft.change()).forgetReservation();
        return new Asked.NoReply(new End(
                JobStatus.FAILED,
                SessionTurn.Result.LOST.word(),
                "the %s's question %d of cycle %d was sent %d times and no reply ever came back (%s); retry, or name another model"
                        .formatted(session.role().word(), turn, session.cycle(), losses, why)));
    }

    private Asked answered(int turn, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Answered said ->
                recorded(turn, SessionTurn.Result.ANSWERED, "", answer, Optional.of(said.exchange()));
            case ModelAnswer.CutShort cut ->
                recorded(turn, SessionTurn.Result.CUT, cut.reason(), answer, Optional.of(cut.exchange()));
            case ModelAnswer.Withheld held ->
                recorded(turn, SessionTurn.Result.WITHHELD, held.reason(), answer, Optional.of(held.exchange()));
            case ModelAnswer.PromptCut cut ->
                recorded(turn, SessionTurn.Result.PROMPT_CUT, cut.reason(), answer, Optional.empty());
            case ModelAnswer.PromptTooLarge large ->
                recorded(turn, SessionTurn.Result.PROMPT_TOO_LARGE, large.reason(), answer, Optional.empty());
            case ModelAnswer.Unusable unusable ->
                recorded(turn, SessionTurn.Result.UNUSABLE, unusable.reason(), answer, Optional.empty());
            case ModelAnswer.Refused refused ->
                recorded(turn, SessionTurn.Result.REFUSED, refused.reason(), answer, Optional.empty());
            case ModelAnswer.Overloaded busy -> throw unavailable(busy);
            case ModelAnswer.Unreachable nobody -> throw unavailable(nobody);
            case ModelAnswer.Lost lost -> throw new IllegalStateException("a lost call is asked again: " + lost);
        };
    }

    /** Nothing was done, so nothing is paid; written at once, or the next visit would take the call for lost. */
    private RuntimeException unavailable(ModelAnswer answer) {
        Away away = Away.again(draft.job(), answer.reason(), mostVisits);
        OpenCall.over(draft.change().costed(0)).set(Away.name(), away.stored());
        draft.write();
        return away.isGivenUp() ? new ModelGivenUp(away.sentence()) : new ModelUnavailable(away.sentence());
    }

    private Asked recorded(
            int turn, SessionTurn.Result result, String reason, ModelAnswer answer, Optional<Exchange> exchange) {
        Instant now = clock.instant();
        SessionTurn stands = sessions.record(
                session, new SessionTurn(turn, result, reason, answer.spentMicroDollars(), exchange, now));
        settle(turn, stands.costMicroDollars());
        return asked(stands);
    }

    /** The call that was out has a record: what it did not need goes back, with the next write. */
    private void settle(int turn, long cost) {
        if (isOut(turn)) {
            OpenCall.over(draft.change().costed(cost));
        }
    }

    private static Asked asked(SessionTurn turn) {
        if (turn.result() == SessionTurn.Result.ANSWERED) {
            return new Asked.Said(turn.exchange().orElseThrow(), turn.at());
        }
        return new Asked.NoReply(new End(JobStatus.FAILED, turn.result().word(), turn.reason()));
    }
}
