package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
    private static final int SEGMENT = 1 << 20;

    @TempDir
    Path directory;

    private final List<String> notices = new ArrayList<>();

    @Test
    void what_was_said_to_be_safe_is_read_again_in_order() {
        try (CommitLog log = open(Disk.real(), SEGMENT)) {
            log.append(records("one", "two")).safe().join();
            log.append(records("three")).safe().join();
        }

        assertThat(read()).containsExactly("one", "two", "three");
        assertThat(notices).isEmpty();
    }

    @Test
    void a_record_is_read_back_from_where_the_append_said_it_stands() {
        try (CommitLog log = open(Disk.real(), SEGMENT)) {
            CommitLog.Appended first = log.append(records("one", "two"));
            CommitLog.Appended second = log.append(records("three"));
            second.safe().join();

            assertThat(Segments.read(directory, first.positions()[1]))
                    .asString()
                    .isEqualTo("two");
            assertThat(Segments.read(directory, second.positions()[0]))
                    .asString()
                    .isEqualTo("three");
        }
    }

    @Test
    void a_full_file_is_followed_by_the_next_and_positions_still_hold() throws IOException {
        List<Long> positions = new ArrayList<>();
        try (CommitLog log = open(Disk.real(), 200)) {
            for (int i = 0; i < 40; i++) {
                CommitLog.Appended appended = log.append(records("record " + i));
                appended.safe().join();
                positions.add(appended.positions()[0]);
            }
        }

        assertThat(read()).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(Segments.read(directory, positions.get(i))).asString().isEqualTo("record " + i);
        }
        try (var files = Files.list(directory)) {
            assertThat(files.count()).isGreaterThan(5);
        }
    }

    @Test
    void many_threads_share_the_disk_and_each_keeps_its_order() throws Exception {
        int threads = 8;
        int each = 200;
        try (CommitLog log = open(Disk.real(), SEGMENT);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                log.append(records(thread + ":" + i)).safe().join();
                            }
                        },
                        pool));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        }

        List<String> read = read();
        assertThat(read).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            String prefix = t + ":";
            List<String> ofOne = read.stream().filter(r -> r.startsWith(prefix)).toList();
            for (int i = 0; i < each; i++) {
                assertThat(ofOne.get(i)).isEqualTo(prefix + i);
            }
        }
    }

    @Test
    void a_full_disk_stops_the_log_and_everything_answered_before_is_there_after_a_restart() {
        int answered = 0;
        try (CommitLog log = open(FullDisk.withRoomFor(600), SEGMENT)) {
            Throwable refusal = null;
            for (int i = 0; i < 100 && refusal == null; i++) {
                try {
                    log.append(records("record " + i)).safe().join();
                    answered++;
                } catch (CompletionException e) {
                    refusal = e.getCause();
                }
            }
            assertThat(refusal)
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("no longer accepts work")
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("make room");
            assertThat(log.append(records("after")).safe()).isCompletedExceptionally();
        }

        assertThat(read()).hasSize(answered).doesNotContain("after");
    }

    @Test
    void a_disk_that_cannot_be_forced_is_never_reported_as_safe() {
        try (CommitLog log = open(FullDisk.thatForcesOnly(2), SEGMENT)) {
            log.append(records("safe")).safe().join();

            assertThatThrownBy(() -> log.append(records("unsafe")).safe().join())
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("Input/output error");
        }
    }

    @Test
    void nothing_is_taken_after_the_end() {
        CommitLog log = open(Disk.real(), SEGMENT);
        log.close();

        assertThat(log.append(records("late")).safe()).isCompletedExceptionally();
        log.close();
        assertThat(read()).isEmpty();
    }

    @Test
    void a_record_may_have_its_maximum_and_not_a_byte_more() {
        try (CommitLog log = open(Disk.real(), SEGMENT)) {
            log.append(List.of(new byte[CommitLog.RECORD_BYTES_MAX])).safe().join();

            assertThatThrownBy(() -> log.append(List.of(new byte[CommitLog.RECORD_BYTES_MAX + 1])))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining(String.valueOf(CommitLog.RECORD_BYTES_MAX));
        }
        assertThat(read()).hasSize(1);
    }

    private CommitLog open(Disk disk, int segmentBytesMax) {
        CommitLog.Tail tail = Segments.readAll(directory, (position, payload) -> {}, notices);
        return CommitLog.open(directory, disk, segmentBytesMax, tail);
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

    private static List<byte[]> records(String... texts) {
        List<byte[]> records = new ArrayList<>();
        for (String text : texts) {
            records.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }
}
