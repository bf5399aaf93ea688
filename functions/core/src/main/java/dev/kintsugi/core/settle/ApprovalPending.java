package dev.kintsugi.core.settle;

/** Nobody approved the job in time. The execution ends with this name, and an approval starts it again. */
public final class ApprovalPending extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApprovalPending(String message) {
        super(message);
    }
}
