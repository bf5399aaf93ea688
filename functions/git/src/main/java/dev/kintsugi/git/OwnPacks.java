package dev.kintsugi.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The packs that our pushes left in a repository on this machine, or in a store. Each push leaves one, and many packs make every program
 * slow, so sixteen become one, and sixteen of those become one again. Only packs that are noted here, beside our store,
 * are merged; the merged one is durable before the others go, as when git repacks, so a reader misses nothing.
 */
final class OwnPacks {
    /** So many packs of one size class become one. */
    static final int MERGED_FROM = 16;

    /** Packs that are larger together stay as they are, in bytes. */
    static final long MAXIMUM_MERGED_BYTES = 64L * 1024 * 1024;

    private final Path note;
    private final Path common;
    private final FileRepository repository;

    /**
     * Follows a repository's packs.
     *
     * @param note the file that lists ours, each line a size class and a name
     * @param common the repository's folder
     */
    OwnPacks(Path note, Path common, FileRepository repository) {
        this.note = note;
        this.common = common;
        this.repository = repository;
    }

    /** Notes a pack and merges when it is time; what cannot be merged now is left as it is. */
    void added(Path pack) throws IOException {
        Path folder = note.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(
                        note.resolveSibling(note.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock()) {
            if (alone != null) {
                noteAndMerge(new Own(0, String.valueOf(pack.getFileName())));
            }
        } catch (OverlappingFileLockException anotherThread) {
            return;
        }
    }

    private void noteAndMerge(Own added) throws IOException {
        Files.writeString(note, added.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        List<Own> packs = new ArrayList<>(noted());
        if (packs.size() < MERGED_FROM) {
            return;
        }
        for (int size = 0; ; size++) {
            int wanted = size;
            List<Own> same =
                    packs.stream().filter(pack -> pack.size() == wanted).toList();
            if (same.size() < MERGED_FROM) {
                break;
            }
            packs.removeAll(same);
            if (!isInOthersHands(same)) {
                merged(same).ifPresent(name -> packs.add(new Own(wanted + 1, name)));
            }
        }
        Files.write(note, packs.stream().map(Own::line).toList());
    }

    private List<Own> noted() throws IOException {
        return Files.readAllLines(note).stream()
                .map(Own::of)
                .flatMap(Optional::stream)
                .filter(pack -> Files.exists(file(pack.name(), ".pack")))
                .toList();
    }

    /** Whether git is packing, keeps one of them, or has an index over several packs, which would name what is gone. */
    private boolean isInOthersHands(List<Own> packs) throws IOException {
        long bytes = 0;
        boolean kept = false;
        for (Own pack : packs) {
            bytes += Files.size(file(pack.name(), ".pack"));
            kept |= Files.exists(file(pack.name(), ".keep"));
        }
        return kept
                || bytes > MAXIMUM_MERGED_BYTES
                || Files.exists(common.resolve("gc.pid"))
                || Files.exists(common.resolve("objects/pack/multi-pack-index"));
    }

    /** Only a pack whose objects were read goes; one that this program does not see stays. */
    private Optional<String> merged(List<Own> packs) throws IOException {
        Set<String> read = new LinkedHashSet<>();
        Set<ObjectId> objects = new LinkedHashSet<>();
        for (Pack pack : repository.getObjectDatabase().getPacks()) {
            String name = pack.getPackFile().getName();
            if (packs.stream().anyMatch(own -> own.name().equals(name))) {
                for (PackIndex.MutableEntry entry : pack) {
                    objects.add(entry.toObjectId());
                }
                read.add(name);
            }
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            Optional<String> merged =
                    new ObjectCopy(repository).copy(reader, objects).map(file -> String.valueOf(file.getFileName()));
            if (merged.isPresent()) {
                read.remove(merged.get());
                for (String old : read) {
                    Files.deleteIfExists(file(old, ".idx"));
                    Files.deleteIfExists(file(old, ".pack"));
                }
            }
            return merged;
        }
    }

    private Path file(String pack, String suffix) {
        return common.resolve("objects/pack").resolve(pack.substring(0, pack.length() - ".pack".length()) + suffix);
    }

    /** One pack of ours; its size class is how often it was merged. */
    private record Own(int size, String name) {
        static Optional<Own> of(String line) {
            return line.matches("\\d{1,3} pack-[0-9a-f]{40}\\.pack")
                    ? Optional.of(new Own(
                            Integer.parseInt(line.substring(0, line.indexOf(' '))),
                            line.substring(line.indexOf(' ') + 1)))
                    : Optional.empty();
        }

        String line() {
            return size + " " + name;
        }
    }
}
