package dev.kintsugi.core.heal;

import java.util.Arrays;
import java.util.Locale;

/** Why a failed task is not healed. */
public enum SkipReason {
    UNHEALABLE,
    POLICY_DISABLED,
    MAX_ATTEMPTS,
    NO_BUDGET,
    UNUSABLE_PLAN;

    static boolean isOne(String word) {
        return Arrays.stream(values()).anyMatch(reason -> reason.word().equals(word));
    }

    /** The word in events and on records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
