package dev.kintsugi.models;

import java.util.List;

/** What a scripted server does with one call. */
sealed interface Says {
    /** A reply, true or lying. */
    record Reply(String text, List<Call> calls, String stop, Counts counts) implements Says {
        static Reply text(String text) {
            return new Reply(text, List.of(), "end_turn", Counts.HONEST);
        }

        static Reply cut(String text) {
            return new Reply(text, List.of(), "max_tokens", Counts.HONEST);
        }

        static Reply calling(String tool, String arguments) {
            return new Reply("", List.of(new Call(tool, arguments)), "tool_use", Counts.HONEST);
        }

        Reply counting(Counts other) {
            return new Reply(text, calls, stop, other);
        }

        Reply stopping(String other) {
            return new Reply(text, calls, other, counts);
        }
    }

    /** A tool call with its arguments as they go over the wire. */
    record Call(String tool, String arguments) {}

    /** How the server counts tokens. */
    enum Counts {
        HONEST,
        MISSING,
        NEGATIVE,
        /** As Ollama counts a prompt that it cut at its window. */
        CUT
    }

    /** Anything that is no reply. */
    enum Trouble implements Says {
        BUSY,
        STALLS,
        STALLS_HALFWAY,
        CLOSES,
        HALF_A_JSON,
        WRONG_CONTENT_TYPE,
        ERROR_IN_SUCCESS,
        FLOODS,
        TOO_LARGE,
        UNKNOWN_MODEL,
        REFUSES_TOOLS,
        NOT_UTF8
    }
}
