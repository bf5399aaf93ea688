package dev.kintsugi.local.cloud;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.models.ModelSpec;
import dev.kintsugi.models.Models;
import dev.kintsugi.models.Patience;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The models that functions on this machine may ask, written down on the way where somebody wants that. A person waits
 * for them, so one that is not available is told of soon and given up early: what was done is kept.
 */
record LocalModels(Models models, Optional<Path> recordings) implements ModelCatalog {
    /** How often a model that is not available is come back to: half a minute, or a little more. */
    static final int MOST_VISITS = 5;

    static ModelCatalog of(Options options, FunctionSettings function) {
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.putAll(function.environment());
        return new LocalModels(Models.from(environment, Patience.WATCHED), options.recordings());
    }

    @Override
    public CodingModel open(String spec, OptionalInt contextTokens) {
        return recordings.isPresent()
                ? models.recording(ModelSpec.parse(spec), contextTokens, recordings.get())
                : models.open(spec, contextTokens);
    }

    @Override
    public int mostVisits() {
        return MOST_VISITS;
    }
}
