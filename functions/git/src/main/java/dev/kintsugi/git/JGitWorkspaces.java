package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Opens repositories; keeps one store for each below a folder of ours, which may be deleted at any time. */
public final class JGitWorkspaces implements Workspaces, AutoCloseable {
    /** Stores that stay open between those who work with them. */
    private static final int MAXIMUM_OPEN = 8;

    /** Notes that the repository behind a server has its whole history. */
    private static final String COMPLETE = "kintsugi-complete";

    private final Path cache;
    private final InstantSource clock;
    private final TokenSource tokens;
    private final Map<Place, ObjectStore> stores = new LinkedHashMap<>();

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
        LocalRepository place = LocalRepository.at(folder);
        place.requireWritable();
        ObjectStore store = store(place.common().toString(), Optional.of(place.common()));
        LocalRemote remote = new LocalRemote(place, store.inPlace(), store.folder(), clock);
        try {
            if (remote.isEmpty()) {
                throw new Refusal(
                        Opening.Reason.EMPTY,
                        folder + " has no commit yet; 'git add' and 'git commit' make the first one");
            }
        } catch (IOException | Refusal failed) {
            store.close();
            throw failed;
        }
        return new Opening.Opened(new JGitWorkspace(folder.toString(), store, remote));
    }

    /** Takes any HTTP address; which ones a user may write is decided by {@link RepositoryAddress}. */
    Opening openHttp(URI address) throws Refusal, IOException {
        ObjectStore store = store(address.toString(), Optional.empty());
        HttpConversation server = new HttpConversation(address, tokens, store.repository());
        HttpRemote remote = new HttpRemote(server);
        try {
            if (remote.isEmpty()) {
                throw new Refusal(Opening.Reason.EMPTY, address + " has no commit yet; push the first one");
            }
            refuseShallow(server, store.folder());
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

    /** The store for an address, which one who works for it is to close. */
    private ObjectStore store(String address, Optional<Path> inPlace) throws IOException {
        Path folder = folder(address);
        synchronized (stores) {
            Place place = Place.of(folder, inPlace);
            ObjectStore open = stores.remove(place);
            if (open == null) {
                open = ObjectStore.open(folder, inPlace);
            } else {
                ObjectStore.makeFolder(folder);
            }
            stores.put(place, open);
            if (stores.size() > MAXIMUM_OPEN) {
                Iterator<ObjectStore> longestUnusedFirst = stores.values().iterator();
                longestUnusedFirst.next().close();
                longestUnusedFirst.remove();
            }
            return open.shared();
        }
    }

    private Path folder(String address) throws IOException {
        Files.createDirectories(cache);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
            return cache.toRealPath().resolve(HexFormat.of().formatHex(hash, 0, 12) + ".git");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        synchronized (stores) {
            stores.values().forEach(ObjectStore::close);
            stores.clear();
        }
    }

    /**
     * What a store is open for.
     *
     * @param identity tells a repository on this machine from one that stood at its path before
     */
    private record Place(Path folder, String identity) {
        static Place of(Path folder, Optional<Path> inPlace) throws IOException {
            if (inPlace.isEmpty()) {
                return new Place(folder, "");
            }
            BasicFileAttributes found = Files.readAttributes(inPlace.get(), BasicFileAttributes.class);
            return new Place(folder, found.fileKey() + " " + found.creationTime());
        }
    }
}
