package dev.kintsugi.core.prompt;

import dev.kintsugi.core.model.Keep;
import dev.kintsugi.core.model.Passage;
import java.util.ArrayList;
import java.util.List;

/** Passages in the order in which they are written; what is empty is not written at all. */
final class Passages {
    private final List<Passage> list = new ArrayList<>();

    Passages needed(String name, String text) {
        return add(Passage.needed(name, text));
    }

    Passages optional(String name, String text, Keep keep) {
        return add(Passage.optional(name, text, keep));
    }

    Passages files(String kind, List<ShownFile> files, Keep keep) {
        for (ShownFile file : files) {
            add(Passage.optional(
                    kind + " " + Fenced.oneLine(file.path()), Fenced.data(file.path(), file.text()), keep));
        }
        return this;
    }

    /** What stands here already is the same in the next call. */
    Passages stableUpToHere() {
        if (!list.isEmpty()) {
            list.set(list.size() - 1, list.getLast().withCachePoint());
        }
        return this;
    }

    private Passages add(Passage passage) {
        if (!passage.text().isBlank()) {
            list.add(passage);
        }
        return this;
    }

    List<Passage> list() {
        return List.copyOf(list);
    }
}
