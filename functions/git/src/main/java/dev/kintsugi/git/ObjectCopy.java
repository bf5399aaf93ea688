package dev.kintsugi.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Copies objects into a repository, as one pack: the disk is waited for twice, however many they are. The pack gets its
 * name when it would survive a power cut, so no half of one is ever seen; what a killed process leaves,
 * {@code git prune} takes away.
 */
final class ObjectCopy {
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r--r--");

    private final FileRepository target;

    ObjectCopy(FileRepository target) {
        this.target = target;
    }

    /** Copies them from where the reader finds them; returns the pack's file, or nothing when there was nothing to copy. */
    Optional<Path> copy(ObjectReader reader, Collection<ObjectId> objects) throws IOException {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        Path all = target.getObjectsDirectory().toPath();
        Path folder = all.resolve("pack");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Durably.force(all);
        }
        Path pack = Files.createTempFile(folder, "tmp_pack_", "");
        Path index = Files.createTempFile(folder, "tmp_idx_", "");
        try {
            String name = "pack-" + HexFormat.of().formatHex(PackWriting.write(reader, objects, pack, index));
            return Optional.of(admitted(pack, index, folder, name));
        } finally {
            Files.deleteIfExists(pack);
            Files.deleteIfExists(index);
        }
    }

    /** Gives both their names, the index last, for it is what makes the pack seen. */
    private Path admitted(Path pack, Path index, Path folder, String name) throws IOException {
        Path place = folder.resolve(name + ".pack");
        Durably.forceBoth(pack, index);
        readable(pack);
        readable(index);
        Files.move(pack, place, StandardCopyOption.ATOMIC_MOVE);
        Files.move(index, folder.resolve(name + ".idx"), StandardCopyOption.ATOMIC_MOVE);
        Durably.force(folder);
        target.getObjectDatabase().openPack(place.toFile());
        return place;
    }

    /** A fresh file is its owner's alone; a pack is read by whoever reads the repository, and written by nobody. */
    private static void readable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, READ_ONLY);
        }
    }
}
