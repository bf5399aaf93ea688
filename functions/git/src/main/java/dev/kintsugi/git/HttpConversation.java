package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kintsugi.core.workspace.Opening;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Talks to one server: a connection for each question, with our limits, our token and our rule about redirects. */
final class HttpConversation {
    /** How long a server may be silent, in seconds. */
    private static final int PATIENCE_SECONDS = 60;

    /** As much of a server's first answer as is looked at. */
    private static final int MAXIMUM_GREETING_BYTES = 8 * 1024;

    private final URI repository;
    private final TokenSource tokens;
    private final Repository store;

    HttpConversation(URI repository, TokenSource tokens, Repository store) {
        this.repository = repository;
        this.tokens = tokens;
        this.store = store;
    }

    /** All refs as they are now. */
    Map<String, Ref> refs() throws IOException {
        return with(store, transport -> {
            try (FetchConnection connection = transport.openFetch()) {
                return new HashMap<>(connection.getRefsMap());
            }
        });
    }

    void fetch(Repository into, Collection<RefSpec> wanted, int depth) throws IOException {
        with(into, transport -> {
            transport.setDepth(depth);
            Path objects = into.getDirectory().toPath().resolve("objects");
            Set<Path> before = Durably.packs(objects);
            FetchResult fetched = transport.fetch(NullProgressMonitor.INSTANCE, wanted);
            Durably.forcePacksSince(before, objects);
            return fetched;
        });
    }

    void push(Repository from, RemoteRefUpdate update) throws IOException {
        with(from, transport -> transport.push(NullProgressMonitor.INSTANCE, List.of(update)));
    }

    private <T> T with(Repository local, Talk<T> talk) throws IOException {
        TokenLogin login = new TokenLogin(repository, tokens);
        try (Transport transport = Transport.open(local, new URIish(repository.toString()))) {
            transport.setTimeout(PATIENCE_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            // JGit's check knows nothing of a boundary that came with the same answer; packs are verified all the same.
            transport.setCheckFetchedObjects(false);
            transport.setCredentialsProvider(login);
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new SameHostConnections());
            }
            return talk.over(transport);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The address was read before: " + repository, impossible);
        } catch (TransportException failed) {
            throw login.wasGiven() && isAuthorisation(failed) ? new TokenRefused(failed) : failed;
        } catch (NotSupportedException failed) {
            throw new TransportException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static boolean isAuthorisation(TransportException failed) {
        String said = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("not authorized") || said.contains("authentication") || said.contains("not permitted");
    }

    /** Why a repository cannot be opened. */
    Refusal refusal(IOException failed) {
        String host = repository.getHost();
        if (cause(failed, SameHostConnections.SentElsewhere.class) instanceof IOException elsewhere) {
            return new Refusal(Opening.Reason.SENT_ELSEWHERE, repository + " is refused: " + elsewhere.getMessage());
        }
        if (failed instanceof TokenRefused) {
            return new Refusal(
                    Opening.Reason.NOT_AUTHORISED,
                    host + " refuses the token for " + repository + "; it may have expired, or lack the right to it");
        }
        if (failed instanceof TransportException transport && isAuthorisation(transport)) {
            return new Refusal(
                    Opening.Reason.NOT_AUTHORISED, host + " wants a token for " + repository + "; none is configured");
        }
        if (failed instanceof NoRemoteRepositoryException) {
            return new Refusal(Opening.Reason.NOT_A_REPOSITORY, host + " knows no repository " + repository);
        }
        if (isPassing(failed)) {
            return new Refusal(Opening.Reason.UNREACHABLE, host + " cannot be reached: " + failed.getMessage());
        }
        if (isShallow()) {
            return shallow();
        }
        if (namesObjectsBySha256()) {
            return new Refusal(
                    Opening.Reason.UNSUPPORTED,
                    repository + " cannot be worked with: it names its objects by sha256, only sha1 is understood");
        }
        return new Refusal(
                Opening.Reason.NOT_A_REPOSITORY,
                repository + " does not answer as a git repository does: " + failed.getMessage());
    }

    /** What a shallow clone is refused with. */
    Refusal shallow() {
        return new Refusal(
                Opening.Reason.SHALLOW,
                repository + " is itself a shallow clone; 'git fetch --unshallow' in it brings the history that is"
                        + " missing");
    }

    /** Asks once more, by hand: JGit trips over such an answer without saying over what. */
    private boolean namesObjectsBySha256() {
        try (InputStream answer = greeting("version=2")) {
            return new String(answer.readNBytes(MAXIMUM_GREETING_BYTES), US_ASCII).contains("object-format=sha256");
        } catch (IOException unclear) {
            return false;
        }
    }

    /**
     * Whether the repository there is a shallow clone itself. Only the oldest version of the protocol says so before
     * anything is fetched, after all branches; JGit understands that neither when it fetches nor when it pushes.
     */
    boolean isShallow() {
        try (InputStream answer = greeting("version=0")) {
            PacketLineIn lines = new PacketLineIn(answer);
            boolean inRefs = false;
            while (true) {
                String line = lines.readString();
                if (line.startsWith("shallow ")) {
                    return true;
                }
                if (PacketLineIn.isEnd(line)) {
                    if (inRefs) {
                        return false;
                    }
                    inRefs = true;
                }
            }
        } catch (IOException unclear) {
            return false;
        }
    }

    private InputStream greeting(String protocol) throws IOException {
        URL url = URI.create(repository + "/info/refs?service=git-upload-pack").toURL();
        HttpConnection connection = new SameHostConnections().create(url);
        connection.setConnectTimeout(PATIENCE_SECONDS * 1000);
        connection.setReadTimeout(PATIENCE_SECONDS * 1000);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Git-Protocol", protocol);
        tokens.tokenFor(repository)
                .map(TokenLogin::header)
                .ifPresent(value -> connection.setRequestProperty("Authorization", value));
        if (connection.getResponseCode() != HttpConnection.HTTP_OK) {
            throw new IOException("answered " + connection.getResponseCode());
        }
        return connection.getInputStream();
    }

    /** Tells an answer that will stay the same: the server's own repository lacks what belongs to a commit. */
    static void throwIfIncomplete(TransportException failed) throws CorruptObjectException {
        if (String.valueOf(failed.getMessage()).contains("possible repository corruption")) {
            throw new CorruptObjectException(
                    "the server lacks something of it: its repository is damaged, or a partial clone, which should be"
                            + " made without --filter",
                    failed);
        }
    }

    /** Lets a fault of the network through; an answer that says no is for the caller to work around. */
    static void throwIfPassing(TransportException failed) throws TransportException {
        if (failed instanceof TokenRefused
                || isPassing(failed)
                || cause(failed, SameHostConnections.SentElsewhere.class) != null) {
            throw failed;
        }
    }

    private static boolean isPassing(Throwable failed) {
        return cause(failed, SocketException.class) != null
                || cause(failed, SocketTimeoutException.class) != null
                || cause(failed, UnknownHostException.class) != null
                || cause(failed, SSLException.class) != null;
    }

    private static @Nullable Throwable cause(Throwable failed, Class<? extends Throwable> kind) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return at;
            }
        }
        return null;
    }

    /** The server had a token and still said no. */
    static final class TokenRefused extends TransportException {
        private static final long serialVersionUID = 1L;

        TokenRefused(TransportException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    @FunctionalInterface
    private interface Talk<T> {
        T over(Transport transport) throws IOException;
    }
}
