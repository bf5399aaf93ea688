package dev.kintsugi.local.checks;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a commit's files into a lane. They are all written anew, and what checks before had made beside them (fetched
 * libraries, build results) is moved over. No symbolic link is followed on the way: a model's code may have left some.
 */
final class Checkout {
    /** The files of the commit that stands in the tree, one a line. */
    private static final String MANIFEST = "files";

    private Checkout() {}

    static void into(Lane lane, Workspace workspace, CommitId commit) throws IOException {
        Path fresh = lane.folder().resolve("next");
        delete(fresh);
        for (Path folder : List.of(fresh, lane.home())) {
            Files.createDirectories(folder);
        }
        delete(lane.temporary());
        Files.createDirectories(lane.temporary());
        workspace.fetch(List.of(commit));
        workspace.checkOut(commit, fresh);
        List<String> files = filesBelow(fresh);
        if (Files.isDirectory(lane.tree(), LinkOption.NOFOLLOW_LINKS)) {
            carryOver(lane.tree(), fresh, "", before(lane));
        }
        delete(lane.tree());
        Files.move(fresh, lane.tree());
        Files.writeString(lane.folder().resolve(MANIFEST), String.join("\n", files), StandardCharsets.UTF_8);
    }

    private static Set<String> before(Lane lane) throws IOException {
        try {
            return new HashSet<>(Files.readAllLines(lane.folder().resolve(MANIFEST), StandardCharsets.UTF_8));
        } catch (NoSuchFileException first) {
            return Set.of();
        }
    }

    /** Moves what the old tree has and the new one has not, but for files of the old commit, which are gone for good. */
    private static void carryOver(Path old, Path fresh, String prefix, Set<String> ofCommit) throws IOException {
        for (Path entry : entries(old)) {
            String path = prefix + entry.getFileName();
            Path target = fresh.resolve(entry.getFileName().toString());
            if (isFolder(entry) && (isFolder(target) || holdsAny(ofCommit, path + "/"))) {
                Files.createDirectories(target);
                carryOver(entry, target, path + "/", ofCommit);
            } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !ofCommit.contains(path)) {
                Files.move(entry, target);
            }
        }
    }

    private static boolean holdsAny(Set<String> files, String prefix) {
        return files.stream().anyMatch(file -> file.startsWith(prefix));
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Every file below a folder, by its path in it. */
    private static List<String> filesBelow(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(folder.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Deletes a folder with all that is in it; links are deleted, not what they point to. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                // A model's code may have taken its own rights away.
                if (!inner.toFile().canWrite() && !inner.toFile().setWritable(true)) {
                    return FileVisitResult.TERMINATE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
