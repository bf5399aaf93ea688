package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data directory forgets, and that it forgets nothing else. */
class CompactionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(EngineLimits.KEPT_PERIOD).minus(Duration.ofDays(10));
    /** So small that every append fills a file. */
    private static final int FILE_BYTES = 64;

    private static final LogEntry MACHINE =
            new LogEntry.MachineSaved("m", "m", "{}", "role", LONG_AGO, LONG_AGO, "revision", "{}");

    @TempDir
    Path directory;

    private static LogEntry started(String execution) {
        return new LogEntry.ExecutionStarted(execution, "m", "revision", execution, "{}", LONG_AGO);
    }

    private static LogEntry happened(String execution, long id, HistoryEventType type, Instant at) {
        return new LogEntry.Happened(
                execution, new HistoryEvent(id, 0, at, type, new EventDetails.Failure("e".repeat(200), null)), 0, null);
    }

    private static List<LogEntry> life(String execution, Instant end) {
        return List.of(started(execution), happened(execution, 1, HistoryEventType.EXECUTION_FAILED, end));
    }

    private void written(List<LogEntry> entries) throws IOException {
        try (DurableLog log = DurableLog.in(directory, Disk.real(), FILE_BYTES, InstantSource.fixed(NOW))) {
            log.replay(entry -> {});
            entries.forEach(
                    entry -> log.append(List.of(entry)).toCompletableFuture().join());
        }
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
    }

    private List<LogEntry> opened() {
        List<LogEntry> entries = new ArrayList<>();
        try (DurableLog log = DurableLog.in(directory, Disk.real(), FILE_BYTES, InstantSource.fixed(NOW))) {
            log.replay(entries::add);
        }
        return entries;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("events-"))
                    .sorted()
                    .toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<LogEntry> all(List<List<LogEntry>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @Test
    void executions_that_ended_long_ago_are_forgotten_and_nothing_else_is() throws IOException {
        List<LogEntry> open = List.of(started("open"), happened("open", 1, HistoryEventType.TASK_FAILED, LONG_AGO));
        List<LogEntry> recent = life("recent", NOW.minus(Duration.ofDays(1)));
        written(all(List.of(List.of(MACHINE), life("old", LONG_AGO), open, recent, life("older", LONG_AGO))));
        long before = bytes();

        List<LogEntry> kept = opened();

        assertThat(kept).containsExactlyElementsOf(all(List.of(List.of(MACHINE), open, recent)));
        assertThat(bytes()).isLessThan(before);
        assertThat(opened()).isEqualTo(kept);
    }

    @Test
    void an_execution_is_kept_for_90_days_and_not_a_moment_longer() throws IOException {
        Instant last = NOW.minus(EngineLimits.KEPT_PERIOD);
        List<LogEntry> less = life("less", last.plusMillis(1));
        List<LogEntry> exactly = life("exactly", last);
        written(all(List.of(less, exactly, life("more", last.minusMillis(1)), List.of(MACHINE))));

        assertThat(opened()).containsExactlyElementsOf(all(List.of(less, exactly, List.of(MACHINE))));
    }

    @Test
    void a_redriven_execution_counts_from_its_last_end() throws IOException {
        List<LogEntry> redriven = List.of(
                started("e"),
                happened("e", 1, HistoryEventType.EXECUTION_FAILED, LONG_AGO),
                new LogEntry.Redriven("e", LONG_AGO, ""),
                happened("e", 2, HistoryEventType.EXECUTION_REDRIVEN, LONG_AGO),
                happened("e", 3, HistoryEventType.EXECUTION_FAILED, NOW));
        written(all(List.of(redriven, List.of(MACHINE))));

        assertThat(opened()).containsExactlyElementsOf(all(List.of(redriven, List.of(MACHINE))));
    }

    @Test
    void a_name_that_was_used_again_keeps_its_second_use_only() throws IOException {
        List<LogEntry> second = life("e", NOW);
        written(all(List.of(life("e", LONG_AGO), second, List.of(MACHINE))));

        assertThat(opened()).containsExactlyElementsOf(all(List.of(second, List.of(MACHINE))));
    }

    @Test
    void files_that_were_written_lately_are_left_alone() throws IOException {
        List<LogEntry> entries = all(List.of(life("old", LONG_AGO), List.of(MACHINE)));
        written(entries);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(NOW));
        }

        assertThat(opened()).containsExactlyElementsOf(entries);
    }

    @Test
    void the_rest_of_a_half_forgotten_execution_is_not_handed_over() throws IOException {
        written(List.of(MACHINE, happened("gone", 2, HistoryEventType.EXECUTION_FAILED, LONG_AGO), MACHINE));

        assertThat(opened()).containsExactly(MACHINE, MACHINE);
    }

    @Test
    void what_an_interrupted_compaction_left_is_no_file_of_the_log() throws IOException {
        written(all(List.of(life("old", LONG_AGO), List.of(MACHINE))));
        Files.writeString(files().getFirst().resolveSibling("events-00000001.log.part"), "half");

        assertThat(opened()).containsExactly(MACHINE);
    }
}
