package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Opening;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a repository is, as a user writes it: a path, {@code file://} or {@code https://}. */
sealed interface RepositoryAddress {
    /** On this machine. */
    record Local(Path folder) implements RepositoryAddress {}

    /** Behind a server. */
    record Https(URI uri) implements RepositoryAddress {}

    /** {@code scheme://...}, {@code scheme::...} (a remote helper) or {@code user@host:path}; a drive letter is none. */
    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)(?:://|::).*", Pattern.DOTALL);

    /** The form that ssh uses. */
    Pattern SSH = Pattern.compile("[^/\\\\:]+@[^/:]+:.*", Pattern.DOTALL);

    static RepositoryAddress of(String written) throws Refusal {
        String text = written.strip();
        if (text.isEmpty()) {
            throw new Refusal(Opening.Reason.ADDRESS, "No repository is given; write a path or https://host/path");
        }
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            return local(text);
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "https" -> https(text);
            case "file" -> file(text);
            default -> throw refused(scheme.group(1) + ":// is not supported");
        };
    }

    private static RepositoryAddress local(String text) throws Refusal {
        if (SSH.matcher(text).matches()) {
            throw refused("ssh is not supported");
        }
        try {
            return new Local(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException impossible) {
            throw new Refusal(Opening.Reason.ADDRESS, "No path: " + impossible.getMessage());
        }
    }

    private static RepositoryAddress file(String text) throws Refusal {
        URI uri = parsed(text);
        String host = uri.getAuthority();
        if (uri.getPath() == null || (host != null && !host.isEmpty() && !host.equals("localhost"))) {
            throw refused("a file:// address has no host: file:///folder/repository");
        }
        return local(uri.getPath());
    }

    private static RepositoryAddress https(String text) throws Refusal {
        URI uri = parsed(text);
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new Refusal(
                    Opening.Reason.CREDENTIALS_IN_ADDRESS,
                    "The address of the repository on " + uri.getHost()
                            + " carries a user name or password; leave it out and configure a token");
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("an https address is https://host/path");
        }
        return new Https(uri);
    }

    /** The text is never part of the message: it may hold a password. */
    private static URI parsed(String text) throws Refusal {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw refused("the address cannot be read: " + broken.getReason());
        }
    }

    private static Refusal refused(String why) {
        return new Refusal(
                Opening.Reason.ADDRESS,
                "The repository cannot be used: " + why + "; use a local path, file:// or https://");
    }
}
