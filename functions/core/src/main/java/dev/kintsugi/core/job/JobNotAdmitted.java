package dev.kintsugi.core.job;

/** A redriven job cannot go on now, for there is no worker, money or scope for it; the message says what holds them. */
public final class JobNotAdmitted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobNotAdmitted(String message) {
        super(message);
    }
}
