package dev.kintsugi.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.log.LogEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableLogTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456789Z");

    @TempDir
    Path directory;

    @Test
    void every_shape_of_entry_comes_back_as_it_was() {
        List<LogEntry> entries = new ArrayList<>(List.of(
                new LogEntry.MachineSaved("m", "name", "{\"StartAt\": \"é😀\"}", "role", NOW, NOW, "revision", "{}"),
                new LogEntry.ExecutionStarted("e", "m", "revision", "run", "{\"half\": \"\ud83d\"}", NOW),
                new LogEntry.Redriven("e", NOW, ""),
                new LogEntry.MachineDeleted("m")));
        for (EventDetails details : everyDetails()) {
            HistoryEvent event = new HistoryEvent(7, 3, NOW, HistoryEventType.TASK_FAILED, details);
            entries.add(new LogEntry.Happened("e", event, 2, "memo"));
            entries.add(new LogEntry.Happened("e", event, 0, null));
        }
        try (DurableLog log = DurableLog.in(directory)) {
            log.replay(entry -> {});
            log.append(entries).toCompletableFuture().join();
        }

        assertThat(replayed()).containsExactlyElementsOf(entries);
    }

    @Test
    void every_kind_of_details_has_a_sample_here() {
        assertThat(everyDetails().stream().map(Object::getClass).distinct().count())
                .isEqualTo(EventDetails.class.getPermittedSubclasses().length);
    }

    @Test
    void a_second_owner_of_a_data_directory_is_refused_by_name() {
        try (DurableLog first = DurableLog.in(directory)) {
            assertThat(first.notices()).isEmpty();

            assertThatThrownBy(() -> DurableLog.in(directory))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DurableLog.in(directory).close();
    }

    @Test
    void a_lock_file_that_nobody_holds_blocks_nobody() throws Exception {
        Files.writeString(directory.resolve("lock"), "process 4711");

        DurableLog.in(directory).close();
    }

    @Test
    void a_data_directory_that_is_a_file_is_told_so() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> DurableLog.in(file))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("is a file, not a directory");
    }

    @Test
    void a_whole_record_that_is_no_entry_is_damage_with_file_and_byte() {
        CommitLog.Tail tail = Segments.readAll(directory, (position, payload) -> {}, new ArrayList<>());
        try (CommitLog log = CommitLog.open(directory, Disk.real(), 1 << 20, tail)) {
            log.append(List.of(new byte[] {'?'})).safe().join();
        }

        assertThatThrownBy(this::replayed)
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("events-00000001.log")
                .hasMessageContaining("not an entry of this version");
    }

    @Test
    void a_history_is_read_from_disk_in_this_run_and_the_next() {
        List<HistoryEvent> events = new ArrayList<>();
        try (DurableLog log = DurableLog.in(directory, Disk.real(), 2_000)) {
            log.replay(entry -> {});
            log.append(List.of(
                            new LogEntry.ExecutionStarted("e", "m", "revision", "e", "{}", NOW),
                            new LogEntry.ExecutionStarted("other", "m", "revision", "other", "{}", NOW)))
                    .toCompletableFuture()
                    .join();
            for (int id = 1; id <= 100; id++) {
                HistoryEvent event =
                        new HistoryEvent(id, id - 1, NOW, HistoryEventType.TASK_STATE_ABORTED, new EventDetails.None());
                events.add(event);
                log.append(List.of(
                                new LogEntry.Happened("e", event, 0, null),
                                new LogEntry.Happened("other", event, 0, null)))
                        .toCompletableFuture()
                        .join();
            }
            assertThat(log.history("e").orElseThrow()).containsExactlyElementsOf(events);
            assertThat(log.history("unknown").orElseThrow()).isEmpty();
        }
        try (DurableLog log = DurableLog.in(directory)) {
            log.replay(entry -> {});
            List<HistoryEvent> again = log.history("e").orElseThrow();
            assertThat(again).containsExactlyElementsOf(events);
            assertThat(again.reversed().subList(0, 2)).containsExactly(events.get(99), events.get(98));
        }
    }

    @Test
    void it_must_be_read_before_it_is_written_and_only_once() {
        try (DurableLog log = DurableLog.in(directory)) {
            assertThatThrownBy(() -> log.append(List.of())).isInstanceOf(IllegalStateException.class);
            log.replay(entry -> {});
            assertThatThrownBy(() -> log.replay(entry -> {})).isInstanceOf(IllegalStateException.class);
        }
    }

    private List<LogEntry> replayed() {
        List<LogEntry> found = new ArrayList<>();
        try (DurableLog log = DurableLog.in(directory)) {
            log.replay(found::add);
        }
        return found;
    }

    private static List<EventDetails> everyDetails() {
        return List.of(
                new EventDetails.None(),
                new EventDetails.ExecutionStarted("{}", "role"),
                new EventDetails.ExecutionSucceeded("[1, 2.50]"),
                new EventDetails.Failure("error", null),
                new EventDetails.ExecutionRedriven(2),
                new EventDetails.StateEntered("State", "{}"),
                new EventDetails.StateExited("State", "{}", Map.of("x", "1")),
                new EventDetails.TaskScheduled("lambda", "invoke", "eu-west-1", "{}", 60L, null),
                new EventDetails.TaskStarted("lambda", "invoke"),
                new EventDetails.TaskOutput("lambda", "invoke", "{}"),
                new EventDetails.TaskFailure("lambda", "invoke", null, "cause"),
                new EventDetails.LambdaFunctionScheduled("arn", "{}", 3L),
                new EventDetails.LambdaFunctionSucceeded("{}"),
                new EventDetails.MapStateStarted(3),
                new EventDetails.MapIteration("Map", 1),
                new EventDetails.EvaluationFailed("error", "cause", "Output", "State"));
    }
}
