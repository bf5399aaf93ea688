package dev.kintsugi.core.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CyclesTest {
    @Test
    void a_plan_that_can_be_done_has_none() {
        assertThat(cycles("a", "b<a", "c<a,b")).isEmpty();
        assertThat(Cycles.in(TaskGraph.of(Map.of()))).isEmpty();
    }

    @Test
    void a_task_that_waits_for_itself_is_one() {
        assertThat(cycles("a<a", "b<a")).containsExactly(List.of("a"));
    }

    @Test
    void a_cycle_is_told_from_its_first_task_on_in_the_direction_of_waiting() {
        assertThat(cycles("x", "a<b", "b<c", "c<a,x")).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void independent_cycles_are_all_told() {
        assertThat(cycles("a<b", "b<a", "c<d", "d<c", "e<e"))
                .containsExactlyInAnyOrder(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void cycles_that_share_a_task_are_told_each() {
        assertThat(cycles("a<b,c", "b<a", "c<a")).containsExactlyInAnyOrder(List.of("a", "b"), List.of("a", "c"));
    }

    @Test
    void of_a_tangle_the_shortest_way_round_is_told_first() {
        assertThat(cycles("a<b", "b<c", "c<d,b", "d<a").getFirst()).containsExactly("b", "c");
    }

    @Test
    void a_ring_of_a_hundred_thousand_is_found_without_recursion() {
        Map<TaskId, List<TaskId>> ring = new LinkedHashMap<>();
        int size = 100_000;
        for (int i = 0; i < size; i++) {
            ring.put(new TaskId("t" + i), List.of(new TaskId("t" + (i + 1) % size)));
        }

        assertThat(Cycles.in(TaskGraph.of(ring)))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle).hasSize(size));
    }

    @Test
    void what_is_told_is_always_a_cycle_and_without_cycles_there_is_an_order() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(12);
            Map<TaskId, List<TaskId>> waiting = new LinkedHashMap<>();
            for (int task = 0; task < size; task++) {
                List<TaskId> waits = new ArrayList<>();
                for (int other = 0; other < size; other++) {
                    if (random.nextInt(size) == 0) {
                        waits.add(new TaskId("t" + other));
                    }
                }
                waiting.put(new TaskId("t" + task), waits);
            }
            TaskGraph graph = TaskGraph.of(waiting);
            List<List<TaskId>> cycles = Cycles.in(graph);
            for (List<TaskId> cycle : cycles) {
                for (int i = 0; i < cycle.size(); i++) {
                    assertThat(graph.dependencies(cycle.get(i)))
                            .as("round %d of seed 7", round)
                            .contains(cycle.get((i + 1) % cycle.size()));
                }
            }
            assertThat(canBeDone(graph)).as("round %d of seed 7", round).isEqualTo(cycles.isEmpty());
        }
    }

    private static boolean canBeDone(TaskGraph graph) {
        List<TaskId> done = new ArrayList<>();
        boolean moved = true;
        while (moved) {
            List<TaskId> ready = graph.ready(java.util.Set.copyOf(done));
            moved = !ready.isEmpty();
            done.addAll(ready);
        }
        return done.size() == graph.size();
    }

    private static List<List<String>> cycles(String... tasks) {
        return Cycles.in(Graphs.of(tasks)).stream().map(Graphs::names).toList();
    }
}
