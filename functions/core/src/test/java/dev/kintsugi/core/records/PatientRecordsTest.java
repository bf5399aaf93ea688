package dev.kintsugi.core.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.patience.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Patience has an end, and waits longer each time. */
class PatientRecordsTest {
    private static final Key KEY = new Key(Table.JOBS, "p", "head");
    private static final Write WRITE = Write.of(Operation.update(KEY).add("n", 1));

    private final List<Duration> waits = new ArrayList<>();
    private final Patience patience =
            new Patience(5, Duration.ofMillis(10), Duration.ofMillis(50), new Random(1), waits::add);

    @Test
    void who_is_always_busy_is_asked_so_often_and_no_more() {
        Records never = FaultyRecords.over(new InMemoryRecords(), new Random(1), 1.0);
        Records records = new PatientRecords(never, patience);

        assertThat(records.write(WRITE)).isInstanceOf(WriteAnswer.Busy.class);
        assertThat(waits).hasSize(4);
        assertThatThrownBy(() -> records.settle(WRITE))
                .isInstanceOf(RecordsBusyException.class)
                .hasMessageContaining("injected");
        assertThatThrownBy(() -> records.get(KEY)).isInstanceOf(RecordsBusyException.class);
        assertThatThrownBy(() -> records.query(Query.of(Table.JOBS, "p"))).isInstanceOf(RecordsBusyException.class);
        assertThat(waits).hasSize(16);
    }

    @Test
    void waits_are_random_below_a_bound_that_doubles_up_to_the_longest() {
        for (int again = 0; again < 200; again++) {
            assertThat(patience.hasWaitedAfter(1)).isTrue();
            assertThat(patience.hasWaitedAfter(4)).isTrue();
        }
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis(50)));
        assertThat(waits.stream().filter(wait -> wait.toMillis() > 10)).isNotEmpty();
        assertThat(waits.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void a_write_whose_answer_is_always_lost_is_done_once() {
        InMemoryRecords memory = new InMemoryRecords();
        Records records = new PatientRecords(FaultyRecords.losingAnswers(memory, new Random(1), 1.0), patience);

        assertThat(records.write(WRITE)).isInstanceOf(WriteAnswer.Busy.class);

        assertThat(memory.get(KEY).orElseThrow().number("n")).isEqualTo(1);
    }

    @Test
    void who_is_told_to_stop_waits_no_longer_and_is_still_told_to_stop() {
        Patience interrupted = new Patience(5, Duration.ZERO, Duration.ZERO, new Random(1), duration -> {
            throw new InterruptedException();
        });

        assertThat(interrupted.hasWaitedAfter(1)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void patience_is_at_least_one_try() {
        assertThatThrownBy(() -> new Patience(0, Duration.ZERO, Duration.ZERO, new Random(1), duration -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
