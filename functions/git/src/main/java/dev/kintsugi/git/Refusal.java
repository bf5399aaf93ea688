package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Opening;

/** A repository is refused while it is being opened; becomes an {@link Opening.Refused} at the door. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Opening.Reason reason;

    Refusal(Opening.Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Opening.Refused outcome() {
        return new Opening.Refused(reason, String.valueOf(getMessage()));
    }
}
