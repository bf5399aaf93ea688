package dev.kintsugi.git;

import dev.kintsugi.core.workspace.CheckedOut.LeftOut;
import dev.kintsugi.git.attributes.AttributeFile;
import dev.kintsugi.git.attributes.FolderAttributes;
import dev.kintsugi.git.attributes.WorkTreeContent;
import dev.kintsugi.git.attributes.WorkTreeForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Gives a tree's files as {@code git checkout} would write them, by the attributes that the same tree holds: checks must
 * see what people see. Follows a walk through the tree; what could not be done goes into its list.
 */
final class WorkTreeFiles {
    private final ObjectReader reader;
    private final List<LeftOut> leftOut;
    private final Deque<Level> levels = new ArrayDeque<>();

    WorkTreeFiles(ObjectReader reader, List<LeftOut> leftOut) {
        this.reader = reader;
        this.leftOut = leftOut;
    }

    /** The walk comes into a folder: what its own attributes say holds from here on. */
    void enter(String folder, List<TreeEntry> entries) throws IOException {
        AttributeFile file = attributes(folder, entries);
        if (levels.isEmpty()) {
            levels.push(new Level(folder, FolderAttributes.ofRoot(file)));
            return;
        }
        leave(folder);
        if (file != null) {
            levels.push(new Level(folder, levels.element().attributes().below(folder, file)));
        }
    }

    /** A file with its raw path. */
    WorkTreeContent content(String rawPath, TreeEntry entry) throws IOException {
        leave(rawPath);
        WorkTreeForm form = levels.element().attributes().formOf(rawPath);
        WorkTreeContent content = WorkTreeContent.of(blob(entry), entry.id().name(), form);
        content.leftAsStored().ifPresent(why -> leftOut.add(new LeftOut(PathText.of(rawPath), why)));
        return content;
    }

    /** What is stored, whatever the attributes say. */
    WorkTreeContent asStored(TreeEntry entry) throws IOException {
        return WorkTreeContent.asStored(blob(entry));
    }

    private Blob blob(TreeEntry entry) throws IOException {
        return new Blob(reader.open(entry.id(), Constants.OBJ_BLOB));
    }

    private void leave(String rawPath) {
        while (levels.size() > 1
                && (!rawPath.startsWith(levels.element().folder())
                        || rawPath.equals(levels.element().folder()))) {
            levels.pop();
        }
    }

    private @Nullable AttributeFile attributes(String folder, List<TreeEntry> entries) throws IOException {
        for (TreeEntry entry : entries) {
            if (entry.isFile() && entry.name().equals(AttributeFile.NAME)) {
                Optional<AttributeFile> file = read(entry.id());
                if (file.isEmpty()) {
                    leftOut.add(new LeftOut(
                            PathText.of(folder + AttributeFile.NAME),
                            "it is larger than " + AttributeFile.MAXIMUM_BYTES + " bytes or has more than "
                                    + AttributeFile.MAXIMUM_RULES + " rules, so none of them is followed"));
                }
                return file.orElse(null);
            }
        }
        return null;
    }

    private Optional<AttributeFile> read(ObjectId blob) throws IOException {
        return ObjectStore.blob(reader, blob, AttributeFile.MAXIMUM_BYTES).flatMap(AttributeFile::parse);
    }

    private record Level(String folder, FolderAttributes attributes) {}

    private record Blob(ObjectLoader loader) implements WorkTreeContent.Source {
        @Override
        public long size() {
            return loader.getSize();
        }

        @Override
        public InputStream open() throws IOException {
            return loader.openStream();
        }
    }
}
