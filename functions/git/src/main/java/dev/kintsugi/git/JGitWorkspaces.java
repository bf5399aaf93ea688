package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Opens repositories; keeps one store for each below a folder of ours, which may be deleted at any time. */
public final class JGitWorkspaces implements Workspaces {
    private final Path cache;
    private final InstantSource clock;

    /** Stores live below {@code cache}. */
    public JGitWorkspaces(Path cache, InstantSource clock) {
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Opening open(String repository) {
        try {
            return switch (RepositoryAddress.of(repository)) {
                case RepositoryAddress.Local local -> openLocal(local.folder());
                case RepositoryAddress.Https https ->
                    new Opening.Refused(Opening.Reason.ADDRESS, "https is not supported yet: " + https.uri());
            };
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (IOException failed) {
            return new Opening.Refused(
                    Opening.Reason.UNREACHABLE, repository + " cannot be opened: " + failed.getMessage());
        }
    }

    private Opening openLocal(Path folder) throws Refusal, IOException {
        QuietSystem.install();
        LocalRepository place = LocalRepository.at(folder);
        Path own = store(place.common().toString());
        LocalRemote remote = LocalRemote.open(place, own.resolve("kintsugi-locks"), clock);
        if (remote.isEmpty()) {
            remote.close();
            throw new Refusal(
                    Opening.Reason.EMPTY, folder + " has no commit yet; 'git add' and 'git commit' make the first one");
        }
        ObjectStore store = ObjectStore.open(own, List.of(place.objects()));
        return new Opening.Opened(new JGitWorkspace(folder.toString(), store, remote));
    }

    private Path store(String address) throws IOException {
        Files.createDirectories(cache);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
            return cache.toRealPath().resolve(HexFormat.of().formatHex(hash, 0, 12) + ".git");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
