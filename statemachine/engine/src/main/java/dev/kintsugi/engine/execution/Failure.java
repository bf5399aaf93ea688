package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.jsonata.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a state failed: what Retry and Catch look at, and what the execution reports if neither helps. */
record Failure(@Nullable String error, @Nullable String cause, Kind kind) {

    /** How a failure is handled. */
    enum Kind {
        /** Retry and Catch may cover it. */
        ORDINARY,
        /** A missed heartbeat: reported as a timeout, covered under either name. */
        HEARTBEAT,
        /** Nothing covers it: the execution ends at once. */
        FATAL
    }

    static Failure of(@Nullable String error, @Nullable String cause) {
        return new Failure(error, cause, StatesErrors.RUNTIME.equals(error) ? Kind.FATAL : Kind.ORDINARY);
    }

    static Failure timeout() {
        return new Failure(StatesErrors.TIMEOUT, null, Kind.ORDINARY);
    }

    static Failure missedHeartbeat() {
        return new Failure(StatesErrors.TIMEOUT, null, Kind.HEARTBEAT);
    }

    boolean isCoveredBy(List<String> errorEquals) {
        String name = error == null ? "" : error;
        return StatesErrors.matches(errorEquals, name)
                || (kind == Kind.HEARTBEAT && StatesErrors.matches(errorEquals, StatesErrors.HEARTBEAT_TIMEOUT));
    }

    /** What {@code $states.errorOutput} holds: always both texts, empty where there is none. */
    Document output() {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("Error", error == null ? "" : error);
        output.put("Cause", cause == null ? "" : cause);
        return Document.ofValue(output);
    }
}
