package dev.kintsugi.local.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The address of the embedded cloud that has a data folder, as a line in a file of that folder. */
final class EndpointFile {
    static final String NAME = "endpoint";
    private static final int CONNECT_MILLIS = 500;

    private EndpointFile() {}

    static void write(Path data, URI endpoint) {
        try {
            Path draft = data.resolve(NAME + ".new");
            Files.writeString(draft, endpoint + "\n");
            Files.move(draft, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("the data folder %s cannot be written to".formatted(data), failed);
        }
    }

    static void delete(Path data) {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException left) {
            // Whoever reads it finds that nobody answers there.
            System.getLogger(EndpointFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} was left behind: {1}", data.resolve(NAME), left);
        }
    }

    /** The address, if somebody answers there: a process that was killed leaves its file behind. */
    static Optional<URI> alive(Path data) {
        try {
            URI endpoint = URI.create(Files.readString(data.resolve(NAME)).strip());
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), CONNECT_MILLIS);
                return Optional.of(endpoint);
            }
        } catch (IOException | IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
