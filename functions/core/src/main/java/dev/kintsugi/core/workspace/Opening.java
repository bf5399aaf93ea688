package dev.kintsugi.core.workspace;

/** What became of opening a repository. */
public sealed interface Opening {
    /** It can be worked in. */
    record Opened(Workspace workspace) implements Opening {}

    /** It cannot: why, and in the message what to do. */
    record Refused(Reason reason, String message) implements Opening {}

    /** Why a repository is refused. */
    enum Reason {
        /** The address is neither a path, nor file://, nor https://. */
        ADDRESS,
        /** The address carries a user name or password. */
        CREDENTIALS_IN_ADDRESS,
        /** Nothing answers there. */
        UNREACHABLE,
        /** It wants a token, or another one. */
        NOT_AUTHORISED,
        /** It sends to another host. */
        SENT_ELSEWHERE,
        /** What is there is no git repository. */
        NOT_A_REPOSITORY,
        /** It may not be written to. */
        READ_ONLY,
        /** It has no commit. */
        EMPTY,
        /** It was cloned without its whole history. */
        SHALLOW,
        /** It was cloned without all of its files. */
        PARTIAL,
        /** It needs something that is not understood here: SHA-256, or an extension. */
        UNSUPPORTED,
        /** Its own files are damaged. */
        DAMAGED
    }
}
