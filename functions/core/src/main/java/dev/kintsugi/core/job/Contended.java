package dev.kintsugi.core.job;

/** Somebody else wrote in between, so nothing was written; look again. A passing fault: the machine repeats the step. */
public final class Contended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Contended(String message) {
        super(message);
    }
}
