package dev.kintsugi.core.workspace;

/** Opens repositories by their address: a local path, {@code file://} or {@code https://}. */
public interface Workspaces {
    /** Looks at the repository, fetches nothing, and tells whether it can be worked in. */
    Opening open(String repository);
}
