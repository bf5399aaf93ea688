package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Opens repositories; keeps one store for each below a folder of ours, which may be deleted at any time. */
public final class JGitWorkspaces implements Workspaces {
    /** Notes that the repository behind a server has its whole history. */
    private static final String COMPLETE = "kintsugi-complete";

    private final Path cache;
    private final InstantSource clock;
    private final TokenSource tokens;

    /** Stores live below {@code cache}. */
    public JGitWorkspaces(Path cache, InstantSource clock, TokenSource tokens) {
        this.cache = cache;
        this.clock = clock;
        this.tokens = tokens;
    }

    @Override
    public Opening open(String repository) {
        try {
            return switch (RepositoryAddress.of(repository)) {
                case RepositoryAddress.Local local -> openLocal(local.folder());
                case RepositoryAddress.Https https -> openHttp(https.uri());
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
        LocalRemote remote = LocalRemote.open(place, own, clock);
        if (remote.isEmpty()) {
            remote.close();
            throw new Refusal(
                    Opening.Reason.EMPTY, folder + " has no commit yet; 'git add' and 'git commit' make the first one");
        }
        ObjectStore store = ObjectStore.open(own, List.of(place.objects()));
        return new Opening.Opened(new JGitWorkspace(folder.toString(), store, remote));
    }

    /** Takes any HTTP address; which ones a user may write is decided by {@link RepositoryAddress}. */
    Opening openHttp(URI address) throws Refusal, IOException {
        ObjectStore store = ObjectStore.open(store(address.toString()), List.of());
        HttpConversation server = new HttpConversation(address, tokens, store.repository());
        HttpRemote remote = new HttpRemote(server);
        try {
            if (remote.isEmpty()) {
                throw new Refusal(Opening.Reason.EMPTY, address + " has no commit yet; push the first one");
            }
            refuseShallow(server, store.folder().toPath());
        } catch (IOException failed) {
            store.close();
            throw server.refusal(failed);
        } catch (Refusal refusal) {
            store.close();
            throw refusal;
        }
        return new Opening.Opened(new JGitWorkspace(address.toString(), store, remote));
    }

    /** Asked once for each store, for the answer names every branch. */
    private static void refuseShallow(HttpConversation server, Path store) throws Refusal, IOException {
        Path note = store.resolve(COMPLETE);
        if (Files.exists(note)) {
            return;
        }
        if (server.isShallow()) {
            throw server.shallow();
        }
        Files.writeString(note, "");
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
