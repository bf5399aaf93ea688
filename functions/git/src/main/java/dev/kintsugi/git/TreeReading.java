package dev.kintsugi.git;

import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Listing;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Reads and lists the files of a tree. Nothing is followed: a link is a link, a submodule a submodule. */
final class TreeReading {
    private final ObjectReader reader;

    TreeReading(ObjectReader reader) {
        this.reader = reader;
    }

    FileAt read(ObjectId tree, String path) throws IOException {
        Optional<String> raw = SafePath.raw(path);
        if (raw.isEmpty()) {
            return new FileAt.Unsafe();
        }
        TreeEntry entry = find(tree, raw.get());
        if (entry == null) {
            return new FileAt.Missing();
        }
        if (!entry.isFile()) {
            return new FileAt.NotAFile(entry.kind());
        }
        Optional<byte[]> content = ObjectStore.blob(reader, entry.id(), Workspace.MAXIMUM_FILE_BYTES);
        if (content.isEmpty()) {
            return new FileAt.TooLarge(reader.getObjectSize(entry.id(), Constants.OBJ_BLOB));
        }
        return new FileAt.Found(FileContent.of(content.get()), entry.kind() == EntryKind.EXECUTABLE);
    }

    /** The entry at a raw path; what lies behind a link or a file is not there. */
    @Nullable
    TreeEntry find(ObjectId tree, String rawPath) throws IOException {
        ObjectId folder = tree;
        String[] names = rawPath.split("/", -1);
        for (int i = 0; i < names.length; i++) {
            TreeEntry found = null;
            for (TreeEntry entry : ObjectStore.tree(reader, folder)) {
                if (entry.name().equals(names[i])) {
                    found = entry;
                    break;
                }
            }
            if (found == null || i == names.length - 1) {
                return found;
            }
            if (!found.isFolder()) {
                return null;
            }
            folder = found.id();
        }
        return null;
    }

    Listing list(ObjectId tree, Predicate<String> wanted, int most) throws IOException {
        List<Listing.Entry> entries = new ArrayList<>();
        boolean complete = new TreeWalker(reader).walk(tree, (path, entry) -> {
            String text = PathText.of(path);
            if (!wanted.test(text)) {
                return true;
            }
            if (entries.size() >= most) {
                return false;
            }
            entries.add(new Listing.Entry(text, entry.kind()));
            return true;
        });
        return new Listing(entries, complete);
    }
}
