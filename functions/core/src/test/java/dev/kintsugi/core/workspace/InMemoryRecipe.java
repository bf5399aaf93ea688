package dev.kintsugi.core.workspace;

import dev.kintsugi.core.workspace.InMemoryObjects.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Recipes in memory: every file that differs from the first parent's is written. */
final class InMemoryRecipe {
    private InMemoryRecipe() {}

    static List<Recipe.Step> steps(NavigableMap<String, Entry> parent, NavigableMap<String, Entry> tree) {
        List<Recipe.Step> steps = new ArrayList<>();
        parent.keySet().stream()
                .filter(path -> !tree.containsKey(path))
                .forEach(path -> steps.add(new Recipe.Step.Remove(path)));
        tree.forEach((path, entry) -> {
            Entry before = parent.get(path);
            if (!entry.equals(before)) {
                byte[] base = before == null ? new byte[0] : before.content().bytes();
                steps.add(new Recipe.Step.Write(
                        path,
                        Integer.parseInt(entry.mode(), 8),
                        before == null ? Optional.empty() : Optional.of(ObjectName.of("blob", base)),
                        FileContent.of(ByteDelta.between(base, entry.content().bytes()))));
            }
        });
        return steps;
    }

    static Optional<NavigableMap<String, Entry>> follow(Recipe recipe, NavigableMap<String, Entry> parent) {
        return recipe.steps().map(steps -> {
            for (Recipe.Step step : steps) {
                if (step instanceof Recipe.Step.Write write) {
                    byte[] base = write.base().isEmpty()
                            ? new byte[0]
                            : parent.get(write.path()).content().bytes();
                    byte[] content = ByteDelta.apply(base, write.delta().bytes(), Workspace.MAXIMUM_FILE_BYTES)
                            .orElseThrow();
                    parent.put(write.path(), new Entry(kind(write.mode()), FileContent.of(content)));
                } else {
                    parent.remove(step.path());
                }
            }
            return parent;
        });
    }

    private static EntryKind kind(int mode) {
        return switch (mode) {
            case 0100644 -> EntryKind.FILE;
            case 0100755 -> EntryKind.EXECUTABLE;
            default -> EntryKind.SYMLINK;
        };
    }
}
