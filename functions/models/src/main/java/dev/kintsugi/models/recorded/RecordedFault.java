package dev.kintsugi.models.recorded;

import java.util.Locale;
import java.util.Optional;

/** What a recorded model does instead of replying, so that a scenario can play bad days. */
enum RecordedFault {
    OVERLOADED,
    UNREACHABLE,
    LOST,
    GARBLED,
    TOO_LARGE,
    REFUSED;

    static Optional<RecordedFault> ofWord(String word) {
        for (RecordedFault fault : values()) {
            if (fault.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
