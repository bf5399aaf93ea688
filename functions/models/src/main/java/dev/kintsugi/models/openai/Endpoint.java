package dev.kintsugi.models.openai;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where an OpenAI-compatible server listens. People write this address in many ways; all of these are the same:
 * {@code http://host:1234}, {@code http://host:1234/v1/}, {@code http://host:1234/v1/chat/completions}.
 *
 * @param base the address to which {@code /chat/completions} is added
 */
public record Endpoint(URI base) {
    private static final String CHAT = "/chat/completions";

    /** Reads what a person wrote. */
    public static Endpoint parse(String written) {
        URI uri;
        try {
            uri = new URI(written.strip());
        } catch (URISyntaxException bad) {
            throw new IllegalArgumentException(
                    "'%s' is no address: expected http://host:port/v1".formatted(withoutCredentials(written)));
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "credentials do not belong in an address: give the key as KINTSUGI_API_KEY");
        }
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("'%s' is no address of a server: expected http://host:port/v1"
                    .formatted(withoutCredentials(written)));
        }
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException("the address of a model server takes no query ('?...')");
        }
        return new Endpoint(URI.create(scheme + "://" + uri.getRawAuthority() + path(uri.getRawPath())));
    }

    private static String path(String written) {
        String path = written.replaceAll("/{1,100}$", "");
        if (path.endsWith(CHAT)) {
            path = path.substring(0, path.length() - CHAT.length());
        }
        return path.isEmpty() ? "/v1" : path;
    }

    URI chat() {
        return URI.create(base + CHAT);
    }

    URI models() {
        return URI.create(base + "/models");
    }

    /** A path of the server itself, beside the compatible part. */
    URI root(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/v1") ? text.substring(0, text.length() - 3) : text) + path);
    }

    /** Whether this is OpenAI itself. */
    public boolean isOpenAi() {
        String host = base.getHost();
        return "https".equals(base.getScheme()) && (host.equals("api.openai.com") || host.endsWith(".openai.com"));
    }

    /**
     * Whether somebody charges for it, as far as an address can tell: it is elsewhere, behind TLS.
     * A server in one's own network is taken to cost nothing, as the price table may say otherwise.
     */
    public boolean isPaid() {
        return "https".equals(base.getScheme()) && !isOnThisMachine();
    }

    /** Whether the server is on this machine; only literal addresses and {@code localhost}, no name is looked up. */
    boolean isOnThisMachine() {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]{1,15}|\\[[0-9a-f:.]{1,45}]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static String withoutCredentials(String written) {
        return written.replaceAll("//[^/@]{0,1000}@", "//[secret]@");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
