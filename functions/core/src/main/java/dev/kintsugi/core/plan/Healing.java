package dev.kintsugi.core.plan;

/** Whether, how often and with what money a failed task is healed. */
public record Healing(boolean enabled, int maxAttempts, MicroDollars budgetReserve) {
    public static final Healing OFF = new Healing(false, 1, MicroDollars.NONE);
}
