package dev.kintsugi.core.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.TaskGraph.Insertion;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
    private static final TaskGraph DIAMOND = Graphs.of("a", "b<a", "c<a", "d<b,c");

    @Test
    void those_that_wait_for_nothing_are_ready_first() {
        assertThat(Graphs.names(DIAMOND.ready(Set.of()))).containsExactly("a");
        assertThat(Graphs.names(DIAMOND.ready(Graphs.ids("a")))).containsExactly("b", "c");
        assertThat(Graphs.names(DIAMOND.ready(Graphs.ids("a", "b")))).containsExactly("c");
        assertThat(Graphs.names(DIAMOND.ready(Graphs.ids("a", "b", "c")))).containsExactly("d");
        assertThat(DIAMOND.ready(Graphs.ids("a", "b", "c", "d"))).isEmpty();
    }

    @Test
    void a_dependency_outside_of_the_graph_is_met() {
        assertThat(Graphs.names(Graphs.of("a<elsewhere").ready(Set.of()))).containsExactly("a");
    }

    @Test
    void direct_dependents_are_those_that_name_it() {
        assertThat(Graphs.names(DIAMOND.dependents(new TaskId("a")))).containsExactly("b", "c");
        assertThat(Graphs.names(DIAMOND.dependents(new TaskId("b")))).containsExactly("d");
        assertThat(DIAMOND.dependents(new TaskId("d"))).isEmpty();
    }

    @Test
    void in_a_diamond_the_dependents_of_the_failed_task_wait_for_its_remediation() {
        Insertion.Inserted inserted = insert(DIAMOND, "b");

        assertThat(Graphs.names(inserted.waiting())).containsExactly("d");
        assertThat(Graphs.names(inserted.graph().ready(Graphs.ids("a", "c")))).containsExactly("b", "heal-b");
        assertThat(Graphs.names(inserted.graph().ready(Graphs.ids("a", "c", "heal-b"))))
                .containsExactly("b", "d");
        assertThat(inserted.graph().dependencies(new TaskId("heal-b"))).isEmpty();
        assertThat(Cycles.in(inserted.graph())).isEmpty();
    }

    @Test
    void in_a_chain_only_the_next_task_is_released() {
        TaskGraph healed = insert(Graphs.of("a", "b<a", "c<b"), "a").graph();

        assertThat(Graphs.names(healed.ready(Graphs.ids("heal-a")))).containsExactly("a", "b");
    }

    @Test
    void a_task_without_dependents_is_healed_for_its_own_sake() {
        Insertion.Inserted inserted = insert(DIAMOND, "d");

        assertThat(inserted.waiting()).isEmpty();
        assertThat(inserted.graph().size()).isEqualTo(5);
    }

    @Test
    void an_unknown_task_has_nothing_to_stand_for() {
        Insertion answer = DIAMOND.insertRemediation(new TaskId("x"), new TaskId("heal-x"));

        assertThat(answer).isEqualTo(new Insertion.UnknownTask(new TaskId("x")));
        assertThat(((Insertion.UnknownTask) answer).message()).contains("no task of this project has the id x");
    }

    @Test
    void an_id_that_is_taken_in_any_case_is_refused() {
        Insertion answer = DIAMOND.insertRemediation(new TaskId("a"), new TaskId("B"));

        assertThat(answer).isEqualTo(new Insertion.IdTaken(new TaskId("B")));
        assertThat(((Insertion.IdTaken) answer).message()).contains("already has the id B");
    }

    @Test
    void several_attempts_stand_for_the_same_task_and_any_of_them_releases() {
        TaskGraph once = insert(DIAMOND, "a").graph();
        TaskGraph twice = insert(once, "a").graph();

        assertThat(Graphs.names(twice.standIns(new TaskId("a")))).containsExactly("heal-a", "heal-a-2");
        assertThat(Graphs.names(twice.ready(Graphs.ids("a", "heal-a-2", "heal-a"))))
                .containsExactly("b", "c");
        assertThat(Graphs.names(twice.ready(Graphs.ids("heal-a-2")))).containsExactly("a", "b", "c", "heal-a");
    }

    @Test
    void the_id_of_a_remediation_is_cut_to_what_an_id_may_be() {
        String longest = "a".repeat(TaskId.MAX_CHARS);
        TaskGraph graph = Graphs.of(longest);

        TaskId first = graph.remediationId(new TaskId(longest));
        TaskGraph healed = ((Insertion.Inserted) graph.insertRemediation(new TaskId(longest), first)).graph();

        assertThat(first.value()).startsWith("heal-aaa").hasSize(32);
        assertThat(healed.remediationId(new TaskId(longest)).value())
                .endsWith("a-2")
                .hasSize(32);
    }

    @Test
    void asking_for_a_task_that_is_not_there_is_a_bug() {
        assertThatThrownBy(() -> DIAMOND.dependents(new TaskId("x"))).hasMessageContaining("x");
    }

    private static Insertion.Inserted insert(TaskGraph graph, String failed) {
        TaskId id = new TaskId(failed);
        return (Insertion.Inserted) graph.insertRemediation(id, graph.remediationId(id));
    }
}
