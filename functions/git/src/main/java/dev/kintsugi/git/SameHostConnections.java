package dev.kintsugi.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Connections that never follow a server to another host: a token would go with them. */
final class SameHostConnections extends JDKHttpConnectionFactory {
    private static final int REDIRECTS_FROM = 300;
    private static final int REDIRECTS_UNTIL = 399;

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Connection(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Connection(url, proxy);
    }

    /** The server wants us to go elsewhere. */
    static final class SentElsewhere extends IOException {
        private static final long serialVersionUID = 1L;

        SentElsewhere(String host) {
            super("it sends to " + host + ", and a token is for one host only; use that address if it is meant");
        }
    }

    private static final class Connection extends JDKHttpConnection {
        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public int getResponseCode() throws IOException {
            int code = super.getResponseCode();
            String location = code >= REDIRECTS_FROM && code <= REDIRECTS_UNTIL ? getHeaderField("Location") : null;
            if (location != null) {
                URI here = URI.create(getURL().toString());
                URI there = here.resolve(location);
                if (!origin(here).equals(origin(there))) {
                    throw new SentElsewhere(there.getHost() == null ? "an address without a host" : there.getHost());
                }
            }
            return code;
        }

        private static String origin(URI uri) {
            return lower(uri.getScheme()) + "://" + lower(uri.getHost()) + ":" + uri.getPort();
        }

        private static String lower(@Nullable String text) {
            return text == null ? "" : text.toLowerCase(Locale.ROOT);
        }
    }
}
