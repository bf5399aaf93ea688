package dev.kintsugi.engine.definition;

import org.jspecify.annotations.Nullable;

/** Says which resources a Task state may name. */
@FunctionalInterface
public interface KnownResources {

    /** What this Resource means; null if it is not known. */
    @Nullable
    TaskResource resource(String arn);
}
