package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Gives the token to the host it is for, once a connection: a server that wants it again has refused it. */
final class TokenLogin extends CredentialsProvider {
    /** What forges take as a user name beside a token. */
    private static final String USER = "x-access-token";

    private final URI repository;
    private final TokenSource tokens;
    private boolean given;

    TokenLogin(URI repository, TokenSource tokens) {
        this.repository = repository;
        this.tokens = tokens;
    }

    /** Whether a token was given; if the server still says no, it refused this one. */
    boolean wasGiven() {
        return given;
    }

    /** The header that carries a token. */
    static String header(String token) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + token).getBytes(UTF_8));
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(@Nullable URIish uri, CredentialItem... items) {
        Optional<String> token = given || uri == null || !isHere(uri) ? Optional.empty() : tokens.tokenFor(repository);
        if (token.isEmpty() || !supports(items)) {
            return false;
        }
        given = true;
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username name) {
                name.setValue(USER);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(token.get().toCharArray());
            }
        }
        return true;
    }

    private boolean isHere(URIish uri) {
        return repository.getHost().equalsIgnoreCase(uri.getHost())
                && repository.getScheme().equalsIgnoreCase(uri.getScheme())
                && repository.getPort() == uri.getPort();
    }
}
