package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is uploaded to Lambda, looked at after it was packed: nothing in it that a cold start pays for and no function uses. */
class DeployableIT {
    private static final Path DEPLOYABLE = Path.of("target", "kintsugi-handlers.zip");

    /** Lambda takes 50 MB by upload; a cold start fetches every byte. */
    private static final long MOST_BYTES = 25_000_000;

    /** Class files of Java 21, the older of the two runtimes that the template offers. */
    private static final int JAVA_21 = 65;

    /** Where in a class file the two bytes of its version stand. */
    private static final int VERSION_OFFSET = 6;

    @Test
    void the_deployable_is_small() throws IOException {
        assertThat(Files.size(DEPLOYABLE)).isLessThan(MOST_BYTES);
    }

    @Test
    void it_holds_whole_jars_and_none_of_a_test_an_emulator_or_another_http_client() throws IOException {
        assertThat(entries())
                .allMatch(name -> name.equals("lib/") || name.matches("lib/[^/]+\\.jar"))
                .contains("lib/url-connection-client-2.41.28.jar")
                .noneMatch(
                        name -> name.matches(
                                "(?i).*(netty|apache|httpc|aws-crt|dynamodb-?local|sqlite|elasticmq|junit|assertj|tests?\\.jar).*"));
    }

    @Test
    void one_http_client_offers_itself_to_the_sdk() throws IOException {
        assertThat(jarsWith(name -> name.matches("META-INF/services/software\\.amazon\\.awssdk\\.http\\.Sdk.*")))
                .singleElement()
                .asString()
                .startsWith("lib/url-connection-client");
    }

    @Test
    void both_runtimes_can_load_every_class() throws IOException {
        try (ZipFile deployable = new ZipFile(DEPLOYABLE.toFile())) {
            for (ZipEntry jar : jars(deployable)) {
                try (ZipInputStream inside = inside(deployable, jar)) {
                    for (ZipEntry entry = inside.getNextEntry(); entry != null; entry = inside.getNextEntry()) {
                        if (entry.getName().endsWith(".class")
                                && !entry.getName().startsWith("META-INF/versions/")) {
                            byte[] head = inside.readNBytes(VERSION_OFFSET + 2);
                            int version = ((head[VERSION_OFFSET] & 0xff) << 8) | (head[VERSION_OFFSET + 1] & 0xff);
                            assertThat(version)
                                    .as("%s in %s", entry.getName(), jar.getName())
                                    .isLessThanOrEqualTo(JAVA_21);
                        }
                    }
                }
            }
        }
    }

    @Test
    void nothing_in_it_tells_when_or_where_it_was_packed() throws IOException {
        try (ZipFile deployable = new ZipFile(DEPLOYABLE.toFile())) {
            assertThat(deployable.stream().map(ZipEntry::getTimeLocal).distinct())
                    .hasSize(1);
            for (ZipEntry jar : jars(deployable)) {
                if (jar.getName().startsWith("lib/kintsugi-")) {
                    try (ZipInputStream inside = inside(deployable, jar)) {
                        List<Object> moments = new ArrayList<>();
                        for (ZipEntry entry = inside.getNextEntry(); entry != null; entry = inside.getNextEntry()) {
                            moments.add(entry.getTimeLocal());
                        }
                        assertThat(moments.stream().distinct())
                                .as(jar.getName())
                                .hasSize(1);
                    }
                }
            }
        }
    }

    private static List<String> entries() throws IOException {
        try (ZipFile deployable = new ZipFile(DEPLOYABLE.toFile())) {
            return deployable.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> jarsWith(Predicate<String> entry) throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipFile deployable = new ZipFile(DEPLOYABLE.toFile())) {
            for (ZipEntry jar : jars(deployable)) {
                try (ZipInputStream inside = inside(deployable, jar)) {
                    if (Stream.generate(() -> next(inside))
                            .takeWhile(name -> !name.isEmpty())
                            .anyMatch(entry)) {
                        found.add(jar.getName());
                    }
                }
            }
        }
        return found;
    }

    private static String next(ZipInputStream inside) {
        try {
            ZipEntry entry = inside.getNextEntry();
            return entry == null ? "" : entry.getName();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<? extends ZipEntry> jars(ZipFile deployable) {
        return deployable.stream()
                .filter(entry -> entry.getName().endsWith(".jar"))
                .toList();
    }

    private static ZipInputStream inside(ZipFile deployable, ZipEntry jar) throws IOException {
        try (InputStream in = deployable.getInputStream(jar)) {
            return new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()));
        }
    }
}
