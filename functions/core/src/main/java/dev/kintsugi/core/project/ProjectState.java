package dev.kintsugi.core.project;

import java.util.List;

/**
 * What scheduling looks at, read by one query: the head, what is being launched, and the beginning of what is ready.
 *
 * @param ready the most urgent first; not all of them when there are many
 * @param complete whether these are all that are ready
 */
public record ProjectState(ProjectHead head, List<Launch> launches, List<Ready> ready, boolean complete) {
    public ProjectState {
        launches = List.copyOf(launches);
        ready = List.copyOf(ready);
    }

    /** Nothing runs, nothing is about to, and nothing could be claimed. */
    public boolean isQuiet() {
        return head.active() == 0 && launches.isEmpty() && ready.isEmpty();
    }
}
