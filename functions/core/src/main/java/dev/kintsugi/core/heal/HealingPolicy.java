package dev.kintsugi.core.heal;

import dev.kintsugi.core.plan.Healing;
import java.util.OptionalLong;

/** Whether a failed task is healed: by the project's word, by the failure, by what was tried, by the money left. */
public final class HealingPolicy {
    private final Healing settings;

    public HealingPolicy(Healing settings) {
        this.settings = settings;
    }

    /** What it decides. */
    public sealed interface Decision {
        /** It is healed, by the attempt of this number. */
        record Heal(int attempt) implements Decision {}

        record Skip(SkipReason reason) implements Decision {}
    }

    /**
     * Decides.
     *
     * @param attempts how often healing this task was tried already
     * @param available what the project has left, the reserve and the failed job's loan included, in micro-dollars;
     *     empty when the project has no budget
     */
    public Decision canHeal(FailureCause cause, int attempts, OptionalLong available) {
        if (!settings.enabled()) {
            return new Decision.Skip(SkipReason.POLICY_DISABLED);
        }
        if (cause == FailureCause.UNHEALABLE) {
            return new Decision.Skip(SkipReason.UNHEALABLE);
        }
        if (attempts >= settings.maxAttempts()) {
            return new Decision.Skip(SkipReason.MAX_ATTEMPTS);
        }
        return isReserveLeft(available) ? new Decision.Heal(attempts + 1) : new Decision.Skip(SkipReason.NO_BUDGET);
    }

    private boolean isReserveLeft(OptionalLong available) {
        long needed = Math.max(1, settings.budgetReserve().amount());
        return available.isEmpty() || available.getAsLong() >= needed;
    }
}
