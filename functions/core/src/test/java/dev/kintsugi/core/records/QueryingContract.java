package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Operation.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items by prefix, in order, page by page. */
public interface QueryingContract extends RecordsUnderTest {
    @Test
    default void a_query_answers_one_partition_by_prefix_in_ascending_order() {
        for (String sort : List.of("task#2", "task#10", "task", "edge#1", "task#1", "Task#1", "task$", "tasl", "~")) {
            assertDone(put(Item.at(key(sort)).with("name", sort).build()));
        }
        assertDone(put(Item.at(new Key(Table.JOBS, partition() + "x", "task#0")).build()));

        assertThat(sorts(query("task#"))).containsExactly("task#1", "task#10", "task#2");
        assertThat(sorts(query("task"))).containsExactly("task", "task#1", "task#10", "task#2", "task$");
        assertThat(sorts(query("")))
                .containsExactly("Task#1", "edge#1", "task", "task#1", "task#10", "task#2", "task$", "tasl", "~");
        assertThat(sorts(query("nothing"))).isEmpty();
        assertThat(records().stream(Query.of(Table.JOBS, partition() + "nobody")))
                .isEmpty();
    }

    @Test
    default void a_query_goes_on_where_its_page_ended_until_there_is_no_more() {
        List<String> all = IntStream.range(0, 23).mapToObj("m%03d"::formatted).toList();
        all.forEach(sort -> assertDone(put(Item.at(key(sort)).build())));
        assertDone(put(Item.at(key("n")).build()));

        List<String> seen = new ArrayList<>();
        Optional<Query> rest = Optional.of(query("m").atMost(5));
        while (rest.isPresent()) {
            Query query = rest.get();
            Page page = records().query(query);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(5);
            page.items().forEach(item -> seen.add(item.key().sort()));
            rest = page.next().map(query::after);
        }

        assertThat(seen).isEqualTo(all);
        assertThat(sorts(query("m").after("m020"))).containsExactly("m021", "m022");
        assertThat(sorts(query("m").after("m0205"))).containsExactly("m021", "m022");
        assertThat(sorts(query("m").after("m022"))).isEmpty();
    }

    @Test
    default void a_page_ends_at_a_megabyte_and_the_query_goes_on() {
        byte[] large = new byte[300 * 1_024];
        for (int at = 0; at < 8; at++) {
            assertDone(put(Item.at(key("s" + at)).with("bytes", large).build()));
        }

        Page first = records().query(query("s"));

        assertThat(first.items()).hasSizeLessThan(8);
        assertThat(first.next()).isPresent();
        assertThat(sorts(query("s"))).hasSize(8);
    }
}
