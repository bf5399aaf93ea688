package dev.kintsugi.core.edit.apply;

import dev.kintsugi.core.path.RepositoryPath;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The files that may be written; without any named, all of them. */
public record Targets(Set<String> paths) {
    /** Nothing is named, so everything in the repository may be written. */
    public static final Targets ANY = new Targets(Set.of());

    public Targets {
        paths = Set.copyOf(paths);
    }

    public static Targets of(Collection<String> paths) {
        Set<String> normal = new LinkedHashSet<>();
        paths.forEach(path -> normal.add(RepositoryPath.of(path).orElse(path)));
        return new Targets(normal);
    }

    boolean allow(String path) {
        return paths.isEmpty() || paths.contains(path);
    }

    /** The one target, when there is just one. */
    public Optional<String> only() {
        return paths.size() == 1 ? Optional.of(paths.iterator().next()) : Optional.empty();
    }
}
