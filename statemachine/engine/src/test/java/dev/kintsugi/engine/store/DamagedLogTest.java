package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedLogTest {
    private static final int RECORDS = 5;

    @TempDir
    Path directory;

    private Path file;
    private byte[] whole;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void a_log_of_five_records() throws IOException {
        CommitLog.Tail tail = Segments.readAll(directory, (position, payload) -> {}, notices);
        try (CommitLog log = CommitLog.open(directory, Disk.real(), 1 << 20, tail)) {
            for (int i = 0; i < RECORDS; i++) {
                log.append(List.of(("record " + i).getBytes(StandardCharsets.UTF_8)))
                        .safe()
                        .join();
            }
        }
        file = Segments.file(directory, 1);
        whole = Files.readAllBytes(file);
    }

    @Test
    void cut_at_any_byte_it_opens_with_a_beginning_of_what_was_there() throws IOException {
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            notices.clear();

            List<String> found = read();

            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo("record " + i);
            }
            assertThat(notices.size()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_torn_tail_is_told_cut_off_and_written_over() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - Frame.HEADER_BYTES - 3));
        assertThat(read()).hasSize(RECORDS - 1);
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("events-00000001.log")
                .contains("cut off");

        CommitLog.Tail tail = Segments.readAll(directory, (position, payload) -> {}, notices);
        try (CommitLog log = CommitLog.open(directory, Disk.real(), 1 << 20, tail)) {
            log.append(List.of("new".getBytes(StandardCharsets.UTF_8))).safe().join();
        }

        notices.clear();
        assertThat(read()).containsExactly("record 0", "record 1", "record 2", "record 3", "new");
        assertThat(notices).isEmpty();
    }

    @Test
    void a_tail_of_zeros_as_after_power_loss_is_cut_off() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + 5_000));

        assertThat(read()).hasSize(RECORDS);
        assertThat(notices).singleElement().asString().contains("5000 bytes");
    }

    @Test
    void any_byte_changed_before_the_last_frame_is_an_error_that_says_file_and_byte() throws IOException {
        int lastFrame = whole.length - Frame.HEADER_BYTES;
        for (int at = Frame.FILE_HEADER.length; at < lastFrame; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(file, damaged);

            assertThatThrownBy(this::read)
                    .as("byte %d", at)
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("damaged at byte")
                    .hasMessageContaining("restore");
        }
        assertThat(Files.size(file)).isEqualTo(whole.length);
    }

    @Test
    void a_file_of_something_else_is_refused() throws IOException {
        Files.writeString(file, "{\"not\": \"a log\"}");

        assertThatThrownBy(this::read)
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("not a log of this version");
    }

    @Test
    void a_file_missing_between_two_others_is_named() throws IOException {
        Files.write(Segments.file(directory, 3), whole);

        assertThatThrownBy(this::read).isInstanceOf(StoreFailure.class).hasMessageContaining("events-00000002.log");
    }

    @Test
    void a_file_that_ends_torn_before_another_is_damage() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        Files.write(Segments.file(directory, 2), whole);

        assertThatThrownBy(this::read).isInstanceOf(StoreFailure.class).hasMessageContaining("a later file follows");
    }

    private List<String> read() {
        List<String> found = new ArrayList<>();
        Segments.readAll(
                directory,
                (position, payload) ->
                        found.add(StandardCharsets.UTF_8.decode(payload).toString()),
                notices);
        return found;
    }
}
