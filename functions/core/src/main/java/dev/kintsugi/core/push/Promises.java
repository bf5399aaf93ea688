package dev.kintsugi.core.push;

import dev.kintsugi.core.workspace.PushIntent;

/** Where open intents stand: a job's record. Nothing is pushed that is not written there first. */
@FunctionalInterface
public interface Promises {
    /**
     * Writes an intent in place of one that the remote refused, under the lease, if that one still stands there. Throws
     * when the lease was lost: then another worker pushes what is promised, and this one must push nothing.
     */
    void replace(PushIntent refused, PushIntent next);
}
