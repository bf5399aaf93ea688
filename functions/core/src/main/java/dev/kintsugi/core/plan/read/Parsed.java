package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be understood of some YAML or TOML, and what not. After a fault the table holds what was read all the same,
 * so that the other keys are checked in the same round.
 */
record Parsed(Node.Table table, List<Fault> faults) {
    record Fault(
            Place at,
            Code code,
            @Nullable String key,
            String message,
            @Nullable String hint) {
        static Fault syntax(Place at, String message, @Nullable String hint) {
            return new Fault(at, Code.SYNTAX, null, message, hint);
        }
    }

    boolean isDamaged() {
        return !faults.isEmpty();
    }
}
