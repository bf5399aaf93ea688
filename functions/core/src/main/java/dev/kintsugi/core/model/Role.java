package dev.kintsugi.core.model;

import java.util.Locale;

/** Who a model speaks as in one session. */
public enum Role {
    CODER,
    REVIEWER,
    ARCHITECT;

    /** The word that stands in records and in the names of recorded replies. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that {@link #word()} names. */
    public static Role ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a role is coder, reviewer or architect, not '%s'".formatted(word));
    }
}
