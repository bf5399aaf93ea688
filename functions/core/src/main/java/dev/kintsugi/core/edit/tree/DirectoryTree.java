package dev.kintsugi.core.edit.tree;

import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.path.RepositoryPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a directory. A link is followed only to a file inside the directory, whatever level it stands at, and
 * a file reached through one keeps its link: its target is what is written. Writing puts a temporary file in place by
 * one move and keeps the permissions.
 */
public final class DirectoryTree implements SourceTree {
    /** Most files that are listed when a name is looked for. */
    public static final int MAXIMUM_LISTED_FILES = 200_000;

    private final Path root;

    private DirectoryTree(Path root) {
        this.root = root;
    }

    /** The tree of a directory that exists. */
    public static DirectoryTree at(Path directory) throws IOException {
        return new DirectoryTree(directory.toRealPath());
    }

    @Override
    public Entry look(String path) {
        Optional<Path> place = placeOf(path);
        if (place.isEmpty()) {
            return new Entry.Refused(Reason.of(Reason.Kind.OUTSIDE, path));
        }
        Path file = place.get();
        try {
            if (!Files.exists(file)) {
                return parentIsAFile(file)
                        ? new Entry.Refused(Reason.of(Reason.Kind.NOT_A_FILE, path + " lies below a file"))
                        : new Entry.Missing();
            }
            if (!Files.isRegularFile(file)) {
                return new Entry.Refused(
                        Reason.of(Reason.Kind.NOT_A_FILE, path + (Files.isDirectory(file) ? " is a directory" : "")));
            }
            // Asked before reading, so that a huge file costs nothing.
            if (Files.size(file) > MAXIMUM_FILE_BYTES) {
                return new Entry.Refused(Reason.of(
                        Reason.Kind.TOO_LARGE,
                        path + " has " + Files.size(file) + " bytes, and at most " + MAXIMUM_FILE_BYTES
                                + " are edited"));
            }
            return new Entry.Found(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return new Entry.Refused(Reason.of(Reason.Kind.NOT_A_FILE, path + " cannot be read"));
        }
    }

    private boolean parentIsAFile(Path file) {
        for (Path above = file.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }

    /** Where a path really leads, or empty when that is outside the root or in its {@code .git}. */
    private Optional<Path> placeOf(String path) {
        try {
            Path place = root;
            for (String part : path.split("/", -1)) {
                place = place.resolve(part);
                if (Files.isSymbolicLink(place)) {
                    // A link to nothing is refused as well: writing through it would create a file elsewhere.
                    place = place.toRealPath();
                    if (!place.startsWith(root) || !isAllowed(place)) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(place);
        } catch (IOException | InvalidPathException leadsNowhere) {
            return Optional.empty();
        }
    }

    private boolean isAllowed(Path place) {
        return place.equals(root)
                || RepositoryPath.of(root.relativize(place).toString()).isPresent();
    }

    @Override
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isAllowed(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        paths.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return paths.size() < MAXIMUM_LISTED_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the directory " + root + " cannot be listed", unreadable);
        }
        return paths.stream().sorted().toList();
    }

    @Override
    public void write(String path, byte[] content) {
        Path file = placeOf(path).orElseThrow(() -> outside(path));
        try {
            Path folder = Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(folder, ".kintsugi-", ".tmp");
            try {
                Files.write(draft, content);
                keepPermissions(file, draft);
                replace(draft, file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException rare) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A temporary file is private to its owner; the file written must not become so, nor lose its execute bit. */
    private void keepPermissions(Path file, Path draft) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            view.setPermissions(Files.getPosixFilePermissions(file));
            return;
        }
        // What a plainly created file gets under this process's mask.
        Path plain = file.resolveSibling(draft.getFileName() + ".new");
        try {
            Files.createFile(plain);
            view.setPermissions(Files.getPosixFilePermissions(plain));
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    @Override
    public void delete(String path) {
        Path file = placeOf(path).orElseThrow(() -> outside(path));
        try {
            if (Files.exists(file)) {
                // A link goes itself, not what it points to.
                Files.delete(root.resolve(path));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot delete " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static IllegalStateException outside(String path) {
        return new IllegalStateException("expected a path that was looked at and found inside, found " + path);
    }
}
