package dev.kintsugi.local.checks;

import java.util.Optional;

/** What protects this machine from the commands of a project, for those who ask before they run any. */
public final class Protection {
    private Protection() {}

    /** What is not protected here, and what would help; nothing when all is. */
    public static Optional<String> lacking() {
        return Sandbox.find()
                .lacking()
                .map(what -> "checks run code that a model wrote, and on this machine it can " + what
                        + "; bubblewrap (bwrap) keeps it apart");
    }
}
