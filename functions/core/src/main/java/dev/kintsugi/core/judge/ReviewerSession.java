package dev.kintsugi.core.judge;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.ReviewReader;
import dev.kintsugi.core.review.ReviewVerdict;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.session.Asked;
import dev.kintsugi.core.session.Conversation;
import java.util.List;

/** A reviewer's session: one reply, and one more when nobody can tell what the first one meant. */
final class ReviewerSession {
    /** How often a reviewer is asked before its silence is a finding. */
    static final int TRIES = 2;

    private final Conversation conversation;
    private final List<Finding> prior;

    ReviewerSession(Conversation conversation, List<Finding> prior) {
        this.conversation = conversation;
        this.prior = prior;
    }

    /** How a session ends. */
    sealed interface Close {
        record Judged(ReviewVerdict verdict, Turn last) implements Close {}

        record OutOfTime() implements Close {}

        /** Others hold the project's money: it goes on when there is so much for it. */
        record MoneyHeld(long microDollars) implements Close {}

        record Stopped(End end) implements Close {}
    }

    Close run(ModelRequest first) {
        ModelRequest request = first;
        while (true) {
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
                    ReviewVerdict verdict = ReviewReader.read(reply, prior);
                    boolean mayAskAgain = request.turn().turn() < TRIES;
                    if (!(verdict instanceof ReviewVerdict.Unreadable unreadable) || !mayAskAgain) {
                        return new Close.Judged(verdict, request.turn());
                    }
                    request = request.goingOn(again(reply, unreadable.reason()));
                }
            }
        }
    }

    private static List<Message> again(Reply reply, String reason) {
        String words = "Your review could not be read: " + reason
                + ". Give it once more, in the form that was asked for and in no other words.\n";
        if (reply.calls().isEmpty()) {
            return List.of(reply.asMessage(), Message.FromUser.saying("once more", words));
        }
        List<ToolResult> results = reply.calls().stream()
                .map(ToolCall::id)
                .map(id -> new ToolResult(id, words, true))
                .toList();
        return List.of(reply.asMessage(), new Message.FromTools(results));
    }
}
