package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine: where its parts are, and whether it can be worked with.
 *
 * @param folder where the user keeps it
 * @param head the folder whose HEAD is the user's: of a linked worktree its own
 * @param common the folder with refs and objects
 */
record LocalRepository(Path folder, Path head, Path common) {
    /** Longest file that points elsewhere, in bytes. */
    private static final int MAXIMUM_POINTER_BYTES = 8 * 1024;

    /** Extensions of the format that change nothing for us, or that are understood. */
    private static final Set<String> KNOWN_EXTENSIONS = Set.of(
            "noop", "noop-v1", "preciousobjects", "worktreeconfig", "objectformat", "refstorage", "relativeworktrees");

    static LocalRepository at(Path folder) throws Refusal, IOException {
        if (!Files.exists(folder)) {
            throw new Refusal(Opening.Reason.UNREACHABLE, "There is no folder " + folder);
        }
        Path gitDir = gitDir(folder);
        if (gitDir == null) {
            throw new Refusal(Opening.Reason.NOT_A_REPOSITORY, folder + " is no git repository" + enclosing(folder));
        }
        Path common = pointer(gitDir.resolve("commondir"), "");
        LocalRepository found = new LocalRepository(folder, gitDir, common == null ? gitDir : common);
        found.check();
        return found;
    }

    private static @Nullable Path gitDir(Path folder) throws IOException {
        Path inside = folder.resolve(".git");
        if (Files.isDirectory(inside) && isGitDir(inside)) {
            return inside.toRealPath();
        }
        Path elsewhere = Files.isRegularFile(inside) ? pointer(inside, "gitdir: ") : null;
        if (elsewhere != null && isGitDir(elsewhere)) {
            return elsewhere;
        }
        return isGitDir(folder) ? folder.toRealPath() : null;
    }

    private static boolean isGitDir(Path folder) {
        boolean whole = Files.isDirectory(folder.resolve("objects")) && Files.isDirectory(folder.resolve("refs"));
        return Files.isRegularFile(folder.resolve("HEAD"))
                && (whole || Files.isRegularFile(folder.resolve("commondir")));
    }

    /** The folder that a one-line file points to, relative to where the file stands. */
    private static @Nullable Path pointer(Path file, String prefix) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAXIMUM_POINTER_BYTES) {
            return null;
        }
        String line = Files.readString(file).strip();
        Path parent = file.toAbsolutePath().getParent();
        if (!line.startsWith(prefix) || parent == null) {
            return null;
        }
        Path target = parent.resolve(line.substring(prefix.length())).normalize();
        return Files.isDirectory(target) ? target.toRealPath() : null;
    }

    private static String enclosing(Path folder) {
        for (Path parent = folder.toAbsolutePath().getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent.resolve(".git"))) {
                return "; it lies inside " + parent + ", which may be the one that is meant";
            }
        }
        return "; 'git init' and a first commit make it one";
    }

    /** Work goes there as objects and branches; one that takes neither is told of before anything is paid for. */
    void requireWritable() throws Refusal {
        for (Path needed : List.of(common.resolve("objects"), common.resolve("refs"))) {
            if (!Files.isWritable(needed)) {
                throw new Refusal(
                        Opening.Reason.READ_ONLY,
                        "no permission to write to %s, and the work is kept on branches there".formatted(needed));
            }
        }
    }

    private void check() throws Refusal, IOException {
        Config config = config();
        String format = config.getString("extensions", null, "objectformat");
        if (format != null && !StringUtils.equalsIgnoreCase(format, "sha1")) {
            throw unsupported(
                    "it names its objects by " + StringUtils.toLowerCase(format) + ", only sha1 is understood");
        }
        if (config.getInt("core", null, "repositoryformatversion", 0) > 1) {
            throw unsupported("its format is newer than 1");
        }
        if (Files.isRegularFile(common.resolve("shallow")) && Files.size(common.resolve("shallow")) > 0) {
            throw new Refusal(
                    Opening.Reason.SHALLOW,
                    folder + " is a shallow clone; 'git fetch --unshallow' in it brings the history that is missing");
        }
        if (config.getString("extensions", null, "partialclone") != null || hasPromisor(config)) {
            throw new Refusal(
                    Opening.Reason.PARTIAL, folder + " is a partial clone; one made without --filter has all files");
        }
        for (String extension : config.getNames("extensions")) {
            if (!KNOWN_EXTENSIONS.contains(StringUtils.toLowerCase(extension))) {
                throw unsupported("its extension '" + extension + "' is not understood");
            }
        }
    }

    private static boolean hasPromisor(Config config) {
        return config.getSubsections("remote").stream()
                .anyMatch(remote -> config.getBoolean("remote", remote, "promisor", false));
    }

    private Refusal unsupported(String why) {
        return new Refusal(Opening.Reason.UNSUPPORTED, folder + " cannot be worked with: " + why);
    }

    private Config config() throws Refusal, IOException {
        FileBasedConfig config = new FileBasedConfig(common.resolve("config").toFile(), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException broken) {
            throw new Refusal(
                    Opening.Reason.DAMAGED, common.resolve("config") + " cannot be read: " + broken.getMessage());
        }
        return config;
    }
}
