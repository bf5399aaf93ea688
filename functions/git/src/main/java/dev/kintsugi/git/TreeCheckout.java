package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.CheckedOut;
import dev.kintsugi.core.workspace.CheckedOut.LeftOut;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.git.attributes.WorkTreeContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree's files into an empty folder, each in the form its attributes ask for. Nothing is written through a link: links are made last, and only those that
 * stay inside; another one becomes a file that holds its target, as git does where there are no links.
 */
final class TreeCheckout implements TreeWalker.Visitor {
    /** Longest link target, in bytes. */
    static final int MAXIMUM_LINK_BYTES = 4096;

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final ObjectReader reader;
    private final Path root;
    private final boolean posix;
    private final Set<String> folders = new HashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final WorkTreeFiles contents;
    private int files;

    private TreeCheckout(ObjectReader reader, Path root, boolean posix) {
        this.reader = reader;
        this.root = root;
        this.posix = posix;
        this.contents = new WorkTreeFiles(reader, leftOut);
    }

    static CheckedOut checkOut(ObjectReader reader, ObjectId tree, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new FileAlreadyExistsException(folder.toString(), null, "a checkout needs an empty folder");
            }
        }
        Path root = folder.toRealPath();
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        TreeCheckout checkout = new TreeCheckout(reader, root, posix);
        boolean complete = new TreeWalker(reader).walk(tree, checkout);
        if (!complete) {
            throw new IOException("more than " + TreeWalker.MAXIMUM_ENTRIES + " files, or folders nested deeper than "
                    + TreeWalker.MAXIMUM_DEPTH);
        }
        for (Link link : checkout.links) {
            checkout.link(link);
        }
        return new CheckedOut(checkout.files, checkout.leftOut);
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
        Path file = place(rawPath);
        if (file == null) {
            leftOut.add(new LeftOut(PathText.of(rawPath), "its name cannot be written on this system"));
            return true;
        }
        try {
            switch (entry.kind()) {
                case SUBMODULE, FOLDER -> Files.createDirectories(file);
                case SYMLINK -> links.add(new Link(rawPath, file, target(entry)));
                case FILE, EXECUTABLE -> writeFile(rawPath, file, entry);
            }
        } catch (FileAlreadyExistsException twice) {
            leftOut.add(new LeftOut(PathText.of(rawPath), "another entry has its name"));
        }
        return true;
    }

    private @Nullable Path place(String rawPath) {
        String text = new String(rawPath.getBytes(ISO_8859_1), UTF_8);
        if (!new String(text.getBytes(UTF_8), ISO_8859_1).equals(rawPath)) {
            return null;
        }
        try {
            return root.resolve(text);
        } catch (InvalidPathException impossible) {
            return null;
        }
    }

    private void writeFile(String rawPath, Path file, TreeEntry entry) throws IOException {
        makeFolder(rawPath, file);
        WorkTreeContent content = contents.content(rawPath, entry);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(out);
        }
        if (posix && entry.kind() == EntryKind.EXECUTABLE) {
            Files.setPosixFilePermissions(file, EXECUTABLE);
        }
        files++;
    }

    private void makeFolder(String rawPath, Path file) throws IOException {
        int slash = rawPath.lastIndexOf('/');
        Path parent = file.getParent();
        if (slash > 0 && parent != null && folders.add(rawPath.substring(0, slash))) {
            Files.createDirectories(parent);
        }
    }

    private String target(TreeEntry entry) throws IOException {
        Optional<byte[]> target = ObjectStore.blob(reader, entry.id(), MAXIMUM_LINK_BYTES);
        return target.map(bytes -> new String(bytes, UTF_8)).orElse("");
    }

    private void link(Link link) throws IOException {
        makeFolder(link.rawPath(), link.file());
        String name = PathText.of(link.rawPath());
        if (Files.exists(link.file(), LinkOption.NOFOLLOW_LINKS)) {
            leftOut.add(new LeftOut(name, "another entry has its name"));
            return;
        }
        if (isPath(link.target()) && SafeLink.staysInside(link.rawPath(), link.target())) {
            Files.createSymbolicLink(link.file(), Path.of(link.target()));
        } else {
            Files.writeString(link.file(), link.target(), StandardOpenOption.CREATE_NEW);
            leftOut.add(new LeftOut(name, "it links outside the repository, so it is a file with its target"));
        }
        files++;
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).isAbsolute();
        } catch (InvalidPathException impossible) {
            return false;
        }
    }

    private record Link(String rawPath, Path file, String target) {}
}
