package dev.kintsugi.core.heal;

import java.util.Locale;

/** Why a failed task is not healed. */
public enum SkipReason {
    UNHEALABLE,
    POLICY_DISABLED,
    MAX_ATTEMPTS,
    NO_BUDGET,
    UNUSABLE_PLAN;

    /** The word in events and on records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
