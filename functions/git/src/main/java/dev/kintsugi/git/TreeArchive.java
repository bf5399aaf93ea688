package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kintsugi.core.workspace.CheckedOut;
import dev.kintsugi.core.workspace.CheckedOut.LeftOut;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.git.attributes.WorkTreeContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Writes a commit's files as one {@code .tar.gz}, one after the other, without a checkout: for a build that runs
 * elsewhere. It keeps the rules of {@link TreeCheckout}: contents as their attributes ask, no unsafe name, and links last, only those that stay inside. The
 * same commit gives the same bytes.
 */
final class TreeArchive implements TreeWalker.Visitor {
    private final ObjectReader reader;
    private final OutputStream out;
    private final TarFile tar;
    private final Set<String> names = new HashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final WorkTreeFiles contents;
    private int files;

    private TreeArchive(ObjectReader reader, OutputStream out, long seconds) {
        this.reader = reader;
        this.out = out;
        this.tar = new TarFile(out, seconds);
        this.contents = new WorkTreeFiles(reader, leftOut);
    }

    /** Writes, and leaves the stream open. */
    static CheckedOut write(ObjectReader reader, ObjectId commit, OutputStream to) throws IOException {
        CommitText text = ObjectStore.commit(reader, commit);
        GZIPOutputStream out = new GZIPOutputStream(to);
        TreeArchive archive = new TreeArchive(reader, out, text.authorSeconds());
        if (!new TreeWalker(reader).walk(text.tree(), archive)) {
            throw new IOException("more than " + TreeWalker.MAXIMUM_ENTRIES + " files, or folders nested deeper than "
                    + TreeWalker.MAXIMUM_DEPTH);
        }
        for (Link link : archive.links) {
            archive.link(link);
        }
        archive.tar.end();
        out.finish();
        return new CheckedOut(archive.files, archive.leftOut);
    }

    @Override
    public void enter(String folder, List<TreeEntry> entries) throws IOException {
        contents.enter(folder, entries);
    }

    @Override
    public boolean visit(String rawPath, TreeEntry entry) throws IOException {
        if (!SafePath.isSafe(rawPath)) {
            leftOut.add(new LeftOut(PathText.of(rawPath), "its name is not safe to write"));
            return true;
        }
        if (entry.kind() == EntryKind.SYMLINK) {
            byte[] target = ObjectStore.blob(reader, entry.id(), TreeCheckout.MAXIMUM_LINK_BYTES)
                    .orElse(new byte[0]);
            links.add(new Link(rawPath, new String(target, ISO_8859_1), entry));
            return true;
        }
        if (!isNew(rawPath)) {
            return true;
        }
        if (entry.kind() == EntryKind.SUBMODULE) {
            tar.folder(rawPath);
        } else {
            file(rawPath, entry, contents.content(rawPath, entry));
        }
        return true;
    }

    private boolean isNew(String rawPath) {
        if (!names.add(rawPath)) {
            leftOut.add(new LeftOut(PathText.of(rawPath), "another entry has its name"));
            return false;
        }
        for (int slash = rawPath.indexOf('/'); slash > 0; slash = rawPath.indexOf('/', slash + 1)) {
            names.add(rawPath.substring(0, slash));
        }
        return true;
    }

    private void file(String rawPath, TreeEntry entry, WorkTreeContent content) throws IOException {
        tar.file(rawPath, entry.kind() == EntryKind.EXECUTABLE, content.size());
        content.writeTo(out);
        tar.pad(content.size());
        files++;
    }

    private void link(Link link) throws IOException {
        if (!isNew(link.rawPath())) {
            return;
        }
        if (SafeLink.staysInside(link.rawPath(), link.target())) {
            tar.link(link.rawPath(), link.target());
            files++;
            return;
        }
        file(link.rawPath(), link.entry(), contents.asStored(link.entry()));
        leftOut.add(new LeftOut(
                PathText.of(link.rawPath()), "it links outside the repository, so it is a file with its target"));
    }

    private record Link(String rawPath, String target, TreeEntry entry) {}
}
