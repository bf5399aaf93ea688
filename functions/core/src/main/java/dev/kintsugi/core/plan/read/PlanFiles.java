package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a plan's files. A file that is named is read whatever its ending; of a folder, the project file and every
 * {@code *.md} directly in it, without hidden ones, those that begin with an underscore, and a README without front
 * matter, which are notes beside the tasks. A file that is named twice is read once.
 */
final class PlanFiles {
    private final Problems problems;
    private final List<PlanSource> sources = new ArrayList<>();
    private final Set<Path> taken = new HashSet<>();

    PlanFiles(Problems problems) {
        this.problems = problems;
    }

    /** Sorted by name within a folder, so that a plan is read the same everywhere. */
    List<PlanSource> find(List<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(path, false);
            }
        }
        return sources;
    }

    private void folder(Path folder) {
        List<Path> files = new ArrayList<>();
        int plansBelow = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = nameOf(entry);
                if ((FileNames.isMarkdown(name) && !FileNames.isAside(name)) || FileNames.isProjectFile(name)) {
                    files.add(entry);
                } else if (FileNames.isMarkdown(name) && !name.startsWith(".")) {
                    skip(entry, "its name begins with _, which sets it apart from the tasks");
                } else if (Files.isDirectory(entry) && !name.startsWith(".") && holdsMarkdown(entry)) {
                    plansBelow++;
                }
                if (files.size() > PlanLimits.FILES) {
                    tooMany(folder);
                    return;
                }
            }
        } catch (DirectoryIteratorException e) {
            unreadable(folder, new IOException(e.getMessage(), e));
            return;
        } catch (IOException e) {
            unreadable(folder, e);
            return;
        }
        long tasks = files.stream()
                .filter(file -> FileNames.isMarkdown(nameOf(file)))
                .count();
        if (tasks == 0) {
            problems.in(folder.toString())
                    .error(
                            Code.EMPTY,
                            Place.WHOLE_FILE,
                            null,
                            "the folder holds no task: expected at least one *.md file in it",
                            plansBelow > 0
                                    ? "folders in it are not searched: name them"
                                    : "kintsugi init " + folder + " writes a plan to begin with");
        } else if (plansBelow > 0) {
            problems.in(folder.toString())
                    .note(
                            Code.FILE_SKIPPED,
                            Place.WHOLE_FILE,
                            null,
                            plansBelow + (plansBelow == 1 ? " folder in it holds" : " folders in it hold")
                                    + " *.md files that are not read: a plan is one folder",
                            "name such a folder too if it belongs to the plan");
        }
        files.sort(Comparator.comparing(PlanFiles::nameOf));
        files.forEach(file -> file(file, true));
    }

    private static boolean holdsMarkdown(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.md")) {
            return entries.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException closed) {
            return false;
        }
    }

    private void file(Path file, boolean inFolder) {
        try {
            if (taken.add(file.toRealPath())) {
                sources.add(new PlanSource(file.toString(), nameOf(file), inFolder, () -> read(file)));
            }
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    /** Regular files only: a pipe or a device may never end. */
    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(), null, Files.isDirectory(file) ? "it is a folder" : "it is no regular file");
        }
        long size = Files.size(file);
        if (size > PlanLimits.FILE_BYTES) {
            throw new TooLarge(size);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(PlanLimits.FILE_BYTES + 1);
            if (bytes.length > PlanLimits.FILE_BYTES) {
                throw new TooLarge(bytes.length);
            }
            return bytes;
        }
    }

    private void skip(Path file, String why) {
        problems.in(file.toString())
                .note(Code.FILE_SKIPPED, Place.WHOLE_FILE, null, "the file is not read: " + why, "name it to read it");
    }

    private void tooMany(Path folder) {
        problems.in(folder.toString())
                .error(
                        Code.TOO_LARGE,
                        Place.WHOLE_FILE,
                        null,
                        "the folder holds more than " + PlanLimits.FILES + " files, the most that are read at once",
                        null);
    }

    private void unreadable(Path path, IOException e) {
        problems.in(path.toString())
                .error(Code.UNREADABLE, Place.WHOLE_FILE, null, "cannot be read: " + reason(e), hint(e));
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException ignored -> "there is no such file or folder";
            case AccessDeniedException ignored -> "permission denied";
            case FileSystemLoopException ignored -> "its symbolic links lead in a circle";
            case NotDirectoryException ignored -> "a part of the path is no folder";
            case FileSystemException failed -> inWords(failed.getReason());
            default -> inWords(e.getMessage());
        };
    }

    private static @Nullable String hint(IOException e) {
        return e instanceof AccessDeniedException ? "allow yourself to read it" : null;
    }

    private static String inWords(@Nullable String reason) {
        if (reason == null) {
            return "the file system gives no reason";
        }
        boolean loop = reason.toLowerCase(Locale.ROOT).contains("too many levels of symbolic links");
        return loop ? "its symbolic links lead in a circle" : reason;
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** A file beyond {@link PlanLimits#FILE_BYTES}. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long bytes) {
            super("the file has " + bytes + " bytes, more than the " + PlanLimits.FILE_BYTES
                    + " of the largest plan file");
        }
    }
}
