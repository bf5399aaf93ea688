package dev.kintsugi.git;

import java.net.URI;
import java.util.Optional;

/** Where the token for a repository comes from. It is asked for when a server wants one, and shown to nobody else. */
@FunctionalInterface
public interface TokenSource {
    /** The token for this repository, or none. */
    Optional<String> tokenFor(URI repository);

    /** No tokens at all. */
    static TokenSource none() {
        return repository -> Optional.empty();
    }
}
