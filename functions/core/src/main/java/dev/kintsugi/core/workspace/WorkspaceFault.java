package dev.kintsugi.core.workspace;

/** Something that stops a workspace and is no outcome of what was asked. */
public abstract sealed class WorkspaceFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WorkspaceFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** It may work the next time: no network, a time limit, a lock that is held, a full disk. */
    public static final class Passing extends WorkspaceFault {
        private static final long serialVersionUID = 1L;

        public Passing(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It will not: an object is missing or corrupt, a remote takes no more part. The message says what a person can do. */
    public static final class Lasting extends WorkspaceFault {
        private static final long serialVersionUID = 1L;

        public Lasting(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
