package dev.kintsugi.core.model;

import java.util.Locale;

/** What came of asking a model. Only {@link Answered} holds a reply that may be applied. */
public sealed interface ModelAnswer {
    /** One or two sentences for a person: what happened and what to do. */
    String reason();

    /** What the attempt cost, or must be taken to have cost. */
    long spentMicroDollars();

    /** A whole reply. */
    record Answered(Exchange exchange) implements ModelAnswer {
        @Override
        public String reason() {
            return "the model answered";
        }

        @Override
        public long spentMicroDollars() {
            return exchange.costMicroDollars();
        }
    }

    /** The reply is still cut after all continuations: half a reply, kept as evidence and never applied. */
    record CutShort(Exchange exchange, String reason) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return exchange.costMicroDollars();
        }
    }

    /** A guardrail or a content filter kept the reply, or a part of it, back. */
    record Withheld(Exchange exchange, String reason) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return exchange.costMicroDollars();
        }
    }

    /** The server saw only a part of the prompt, so what it said is about something else. */
    record PromptCut(long sentTokensAtLeast, long countedTokens, String advice, long spentMicroDollars)
            implements ModelAnswer {
        @Override
        public String reason() {
            return String.format(
                    Locale.ROOT,
                    "the server counted %,d prompt tokens where at least %,d were sent: it cut the prompt. %s",
                    countedTokens,
                    sentTokensAtLeast,
                    advice);
        }
    }

    /** The prompt does not fit the window, even without what may be left out; it was not sent, or refused unread. */
    record PromptTooLarge(PromptSize size, String reason) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return 0;
        }
    }

    /** Throttled or overloaded, again and again: nothing was done, and later it may be. */
    record Overloaded(String reason, int attempts) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return 0;
        }
    }

    /** Nobody took the question: no such host, nothing listening, no route. */
    record Unreachable(String reason, int attempts) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return 0;
        }
    }

    /** The question was sent and no whole reply came back: it counts as spent at its worst case. */
    record Lost(String reason, long spentMicroDollars) implements ModelAnswer {}

    /** Something came back that is no reply: no JSON, an error in a success, nothing at all, a flood. */
    record Unusable(String reason, long spentMicroDollars) implements ModelAnswer {}

    /** The server will not serve this, now or later: unknown model, bad credentials, a missing recording. */
    record Refused(String reason) implements ModelAnswer {
        @Override
        public long spentMicroDollars() {
            return 0;
        }
    }
}
