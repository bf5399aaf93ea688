package dev.kintsugi.cli.work;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves a folder of repositories by git's smart protocol over https, to whoever asks: a program for a container on a network of
 * its own, where nobody else is.
 */
final class GitHost {
    static final int PORT = 8443;

    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";

    private final Path folder;

    private GitHost(Path folder) {
        this.folder = folder;
    }

    /** @param arguments the folder, a key store, and its password */
    public static void main(String[] arguments) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            keys.load(in, arguments[2].toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, arguments[2].toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(PORT), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", new GitHost(Path.of(arguments[0]))::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("Ready");
    }

    /** {@code /NAME/info/refs?service=SERVICE}, {@code /NAME/SERVICE}. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int end = path.endsWith("/info/refs") ? path.length() - "/info/refs".length() : path.lastIndexOf('/');
            Path git = folder.resolve(path.substring(1, end)).resolve(".git").normalize();
            if (!git.startsWith(folder) || !Files.isDirectory(git)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            try (Repository repository =
                    new FileRepositoryBuilder().setGitDir(git.toFile()).build()) {
                if (path.endsWith("/info/refs")) {
                    String query = String.valueOf(exchange.getRequestURI().getQuery());
                    advertise(exchange, repository, query.substring(query.indexOf('=') + 1));
                } else {
                    serve(exchange, repository, path.substring(end + 1));
                }
            }
        }
    }

    private static void advertise(HttpExchange exchange, Repository repository, String service) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + service + "-advertisement");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=" + service + "\n");
            lines.end();
            PacketLineOutRefAdvertiser refs = new PacketLineOutRefAdvertiser(lines);
            if (service.equals(UPLOAD)) {
                UploadPack upload = new UploadPack(repository);
                upload.setBiDirectionalPipe(false);
                upload.sendAdvertisedRefs(refs);
            } else {
                ReceivePack receive = new ReceivePack(repository);
                receive.setBiDirectionalPipe(false);
                receive.sendAdvertisedRefs(refs);
            }
        }
    }

    private static void serve(HttpExchange exchange, Repository repository, String service) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = exchange.getRequestBody();
        try (InputStream in = packed ? new GZIPInputStream(body) : body) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-" + service + "-result");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
                if (service.equals(UPLOAD)) {
                    UploadPack upload = new UploadPack(repository);
                    upload.setBiDirectionalPipe(false);
                    upload.upload(in, out, null);
                } else if (service.equals(RECEIVE)) {
                    ReceivePack receive = new ReceivePack(repository);
                    receive.setBiDirectionalPipe(false);
                    receive.receive(in, out, null);
                }
            }
        }
    }
}
