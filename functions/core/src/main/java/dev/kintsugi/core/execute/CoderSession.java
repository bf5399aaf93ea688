package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.prompt.CoderPrompt;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.session.Asked;
import dev.kintsugi.core.session.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One cycle's session of a coder: its tool calls carried out and answered, its last words read for edits, what failed
 * shown to it once more. Everything follows from the recorded replies, so a replay comes to the same tree.
 */
final class CoderSession {
    private static final String TOOL_LOOP = "tool_loop";

    private final Conversation conversation;
    private final CoderBriefs briefs;
    private final CoderToolbox toolbox;
    private final EditBook book;
    private final Mode mode;
    private final Targets targets;
    private final CoderLimits limits;
    private final Summary summary = new Summary();
    private Optional<Turn> lastTurn = Optional.empty();
    private Instant lastMoment = Instant.EPOCH;
    private String lastText = "";

    CoderSession(
            Conversation conversation,
            CoderBriefs briefs,
            CoderToolbox toolbox,
            EditBook book,
            Mode mode,
            Targets targets,
            CoderLimits limits) {
        this.conversation = conversation;
        this.briefs = briefs;
        this.toolbox = toolbox;
        this.book = book;
        this.mode = mode;
        this.targets = targets;
        this.limits = limits;
    }

    /** How a session ends. */
    sealed interface Close {
        /** The coder is done. */
        record Finished() implements Close {}

        /** Time ran short: it goes on at the next visit. */
        record OutOfTime() implements Close {}

        /** Others hold the project's money: it goes on when there is so much for it. */
        record MoneyHeld(long microDollars) implements Close {}

        /** It may go on no further; what it achieved stays. */
        record Stopped(End end) implements Close {}
    }

    /** Speaks with the coder until it is done, then shows it what failed, so often as the limits allow. */
    Close run() {
        Close close = talk(CoderPrompt.of(conversation.firstTurn(), briefs.ofCycle()), targets.paths(), limits.turns());
        for (int tries = 0;
                close instanceof Close.Finished && book.isWanting() && tries < limits.furtherTries();
                tries++) {
            List<FailedEdit> before = book.wanted();
            int known = book.size();
            Turn turn = lastTurn.map(Turn::next).orElseGet(conversation::firstTurn);
            Close further = talk(continuing(turn, before), files(before), limits.turns());
            if (further instanceof Close.OutOfTime || further instanceof Close.MoneyHeld) {
                return further;
            }
            book.concludeFurtherTry(before, known);
            if (further instanceof Close.Stopped) {
                // What is still missing is kept, and that says more than why nobody could be asked for it.
                break;
            }
        }
        return close;
    }

    /** Asks for what is missing and nothing else, in a session that has had so many turns. */
    Close askForMissing(int turns) {
        List<FailedEdit> missing = book.wanted();
        int known = book.size();
        Close close = talk(continuing(conversation.turnAfter(turns), missing), files(missing), turns + limits.turns());
        if (!(close instanceof Close.OutOfTime || close instanceof Close.MoneyHeld)) {
            book.concludeFurtherTry(missing, known);
        }
        return close;
    }

    private ModelRequest continuing(Turn turn, List<FailedEdit> missing) {
        return CoderPrompt.continuing(turn, briefs.ofMissing(missing), briefs.missing(missing));
    }

    private static Set<String> files(List<FailedEdit> missing) {
        return missing.stream().map(failed -> failed.outcome().file()).collect(Collectors.toSet());
    }

    private Close talk(ModelRequest first, Set<String> awaited, int mostTurns) {
        book.beginTalk();
        ModelRequest request = first;
        Repetition repetition = new Repetition();
        int known = book.size();
        while (true) {
            Turn turn = request.turn();
            if (turn.turn() > mostTurns) {
                return new Close.Stopped(tooManyTurns());
            }
            switch (conversation.ask(request)) {
                case Asked.OutOfTime late -> {
                    return new Close.OutOfTime();
                }
                case Asked.MoneyHeld held -> {
                    return new Close.MoneyHeld(held.microDollars());
                }
                case Asked.OutOfMoney broke -> {
                    return new Close.Stopped(Ends.budget(broke.reason()));
                }
                case Asked.NoReply none -> {
                    return new Close.Stopped(none.end());
                }
                case Asked.Said said -> {
                    Reply reply = said.exchange().reply();
                    lastTurn = Optional.of(turn);
                    lastMoment = said.at();
                    lastText = reply.text();
                    if (reply.calls().isEmpty()) {
                        return lastWords(turn, reply.text(), book.size() > known, awaited);
                    }
                    if (reply.calls().size() > limits.edits()) {
                        return new Close.Stopped(tooManyCalls(reply.calls().size()));
                    }
                    if (book.size() + reply.calls().size() > limits.edits()) {
                        return new Close.Stopped(tooManyEdits());
                    }
                    Message.FromTools answers = answers(turn, reply);
                    if (repetition.isStuckAfter(reply.calls(), answers.results())) {
                        return new Close.Stopped(Ends.of(TOOL_LOOP, repetition.sentence()));
                    }
                    request = request.goingOn(List.of(reply.asMessage(), answers));
                }
            }
        }
    }

    private Message.FromTools answers(Turn turn, Reply reply) {
        summary.said(reply.text());
        List<ToolResult> results = new ArrayList<>();
        for (ToolCall call : reply.calls()) {
            results.add(toolbox.answer(turn.turn(), results.size(), call));
        }
        return new Message.FromTools(results);
    }

    /**
     * A reply without tool calls ends the talk. Its text is read for edits only when the coder used no tool to make any:
     * else it tells what was done, and code that it quotes for that must not be applied.
     */
    private Close lastWords(Turn turn, String text, boolean edited, Set<String> awaited) {
        if (edited && mode == Mode.EDIT) {
            summary.said(text);
            return new Close.Finished();
        }
        List<Edit> edits = ReplyEdits.in(text, mode, targets, awaited);
        if (book.size() + edits.size() > limits.edits()) {
            return new Close.Stopped(tooManyEdits());
        }
        summary.said(edits.isEmpty() ? text : Summary.before(text, edits.getFirst()));
        book.tryAll(turn.turn(), edits);
        return new Close.Finished();
    }

    private End tooManyTurns() {
        return Ends.of(
                TOOL_LOOP,
                "the coder used all %d turns of cycle %d without coming to an end; a smaller task or another model helps"
                        .formatted(limits.turns(), conversation.firstTurn().cycle()));
    }

    private End tooManyCalls(int calls) {
        return Ends.of(
                "too_many_calls",
                "the coder made %d tool calls in one reply, more than the %d that are carried out; another model helps"
                        .formatted(calls, limits.edits()));
    }

    private End tooManyEdits() {
        return Ends.of(
                "too_many_edits",
                "the coder asked for more than %d edits in one cycle; a smaller task, or mode: replace, helps"
                        .formatted(limits.edits()));
    }

    /** The last turn that was answered; none when nothing was. */
    Optional<Turn> lastTurn() {
        return lastTurn;
    }

    /** Whether its last words say that nothing needs to be changed. */
    boolean saysNothingIsToDo() {
        return NothingToDo.isSaidIn(lastText);
    }

    /** When the last reply was recorded: the time of the commit that comes of it. */
    Instant lastMoment() {
        return lastMoment;
    }

    /** The coder's words in one line; empty when it said none. */
    String words() {
        return summary.line();
    }
}
