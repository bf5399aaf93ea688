package dev.kintsugi.local.cloud;

import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.models.ModelSpec;
import dev.kintsugi.models.Models;
import java.util.HashMap;
import java.util.Map;

/** The models that functions on this machine may ask, written down on the way where somebody wants that. */
final class LocalModels {
    private LocalModels() {}

    static ModelCatalog of(Options options, FunctionSettings function) {
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.putAll(function.environment());
        Models models = Models.from(environment);
        return options.recordings()
                .<ModelCatalog>map(folder ->
                        (spec, contextTokens) -> models.recording(ModelSpec.parse(spec), contextTokens, folder))
                .orElse(models);
    }
}
