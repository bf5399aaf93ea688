package dev.kintsugi.core.plan.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A working tree on this machine. */
public final class FolderFiles implements RepositoryFiles {
    private final Path root;

    /** @param root an existing folder */
    public FolderFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public Found at(String path) {
        try {
            Path file = root.resolve(path);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Found.NOTHING;
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                return Found.OUTSIDE;
            }
            return Files.isDirectory(real) ? Found.FOLDER : Found.FILE;
        } catch (IOException | InvalidPathException brokenLink) {
            return Found.NOTHING;
        }
    }
}
