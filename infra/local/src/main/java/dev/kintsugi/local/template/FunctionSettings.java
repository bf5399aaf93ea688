package dev.kintsugi.local.template;

import java.time.Duration;
import java.util.Map;

/**
 * A function of the template.
 *
 * @param name its logical name, which is also its name on this machine
 * @param handler the class that handles its events
 * @param environment what it finds in its environment, references resolved
 */
public record FunctionSettings(
        String name,
        String arn,
        String handler,
        Duration timeout,
        int memoryMebibytes,
        Map<String, String> environment) {
    public FunctionSettings {
        environment = Map.copyOf(environment);
    }
}
