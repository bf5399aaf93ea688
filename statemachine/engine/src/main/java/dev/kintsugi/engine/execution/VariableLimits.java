package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.jsonata.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables that a state assigns may take: each, all of them, and with all that the execution holds. */
final class VariableLimits {
    private VariableLimits() {}

    /**
     * Says what is too large as AWS does; null if all fits. Sizes are those of the JSON texts, names not counted.
     *
     * @param held bytes of the execution's variables once these are assigned
     */
    static @Nullable String excess(String state, Map<String, Document> assigned, long held) {
        long together = 0;
        for (Map.Entry<String, Document> variable : assigned.entrySet()) {
            int bytes = variable.getValue().bytes();
            String was =
                    "Variable '" + variable.getKey() + "' in state '" + state + "' was assigned " + bytes + " bytes";
            if (bytes > EngineLimits.VARIABLE_BYTES) {
                return "Variable size limit exceeded. " + was + ".";
            }
            together += bytes;
            if (together > EngineLimits.VARIABLE_BYTES) {
                return "State total variable size limit exceeded. " + was
                        + ", which caused the size of variables assigned in the state to exceed its limit by "
                        + (together - EngineLimits.VARIABLE_BYTES) + " bytes.";
            }
        }
        return assigned.isEmpty() || held <= EngineLimits.VARIABLES_TOTAL_BYTES
                ? null
                : "Execution total variable size limit exceeded. State '" + state
                        + "' assigned variables that exceed the total execution limit by "
                        + (held - EngineLimits.VARIABLES_TOTAL_BYTES) + " bytes.";
    }
}
