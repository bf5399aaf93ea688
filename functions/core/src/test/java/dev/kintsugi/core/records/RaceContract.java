package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Condition.atLeast;
import static dev.kintsugi.core.records.Condition.equal;
import static dev.kintsugi.core.records.Operation.put;
import static dev.kintsugi.core.records.Operation.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many writers at once. */
public interface RaceContract extends RecordsUnderTest {
    @Test
    default void of_two_writers_that_race_for_one_condition_exactly_one_wins() throws Exception {
        assertDone(put(Item.at(key("turn")).with("version", 0).build()));
        int rounds = 10;
        int writers = 4;
        AtomicInteger wins = new AtomicInteger();
        for (int round = 0; round < rounds; round++) {
            long version = round;
            together(writers, writer -> {
                WriteAnswer answer = records()
                        .settle(update(key("turn"))
                                .set("holder", "w" + writer)
                                .add("version", 1)
                                .when(equal("version", version)));
                if (answer instanceof WriteAnswer.Done) {
                    wins.incrementAndGet();
                }
            });
        }
        assertThat(item("turn").number("version")).isEqualTo(rounds);
        assertThat(wins).hasValue(rounds);
    }

    @Test
    default void counts_of_many_writers_add_up_exactly() throws Exception {
        int writers = 4;
        int each = 25;
        together(writers, writer -> {
            for (int count = 0; count < each; count++) {
                Operation.Update counting = update(key("total")).add("sum", 1);
                Write write = count % 2 == 0
                        ? Write.of(counting)
                        : Write.of(counting, update(key("of" + writer)).add("sum", 1));
                assertThat(records().settle(write)).isEqualTo(WriteAnswer.done());
            }
        });

        assertThat(item("total").number("sum")).isEqualTo((long) writers * each);
        for (int writer = 0; writer < writers; writer++) {
            assertThat(item("of" + writer).number("sum")).isEqualTo(each / 2);
        }
    }

    @Test
    default void transactions_that_cross_each_other_keep_their_sum() throws Exception {
        assertDone(put(Item.at(key("a")).with("sum", 500).build()));
        assertDone(put(Item.at(key("b")).with("sum", 500).build()));

        together(4, writer -> {
            String from = writer % 2 == 0 ? "a" : "b";
            String to = writer % 2 == 0 ? "b" : "a";
            for (int move = 0; move < 15; move++) {
                assertThat(records()
                                .settle(
                                        update(key(from)).add("sum", -7).when(atLeast("sum", 7)),
                                        update(key(to)).add("sum", 7)))
                        .isInstanceOfAny(WriteAnswer.Done.class, WriteAnswer.Refused.class);
            }
        });

        assertThat(item("a").number("sum") + item("b").number("sum")).isEqualTo(1_000);
    }

    /** What one of several writers does. */
    interface Deed {
        void by(int writer) throws Exception;
    }

    private static void together(int writers, Deed deed) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Callable<Boolean>> deeds = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                deeds.add(() -> {
                    deed.by(number);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(deeds)) {
                assertThat(done.get()).isTrue();
            }
        }
    }
}
