package dev.kintsugi.core.push;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.TRUNK;
import static dev.kintsugi.core.workspace.Given.facts;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A push that somebody overtook, and one that is made again. */
class PushWorkTest {
    private final InMemoryRepository repository = InMemoryRepository.of(Map.of("a", "1\n", "b", "1\n"));
    private final Workspace worker = repository.open();
    private final List<PushIntent> promised = new ArrayList<>();
    private final PushWork pushing = new PushWork(worker, (refused, next) -> promised.add(next));
    private final CommitId first = pushed(worker, TASK, repository.base(), put("c", "1\n"));

    private PushIntent work(String path, String content) {
        return intent(worker, TASK, Optional.of(first), first, put(path, content));
    }

    private CommitId head() {
        return repository.head(TASK.name()).orElseThrow();
    }

    @Test
    void work_arrives_and_arrives_once() {
        PushIntent intent = work("a", "2\n");

        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Arrived(intent.commit()));
        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Arrived(intent.commit()));
        CommitId later = pushed(worker, TASK, intent.commit(), put("b", "2\n"));
        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Arrived(later));
        assertThat(promised).isEmpty();
    }

    @Test
    void a_push_whose_answer_was_lost_arrived_all_the_same() {
        PushIntent intent = work("a", "2\n");
        repository.loseAnswerOfNextPush();

        assertThatThrownBy(() -> pushing.push(intent)).isInstanceOf(WorkspaceFault.Passing.class);
        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Arrived(intent.commit()));
    }

    @Test
    void what_a_person_pushed_first_is_merged_and_both_stay() {
        PushIntent intent = work("a", "2\n");
        CommitId person = repository.commitByHand(TASK.name(), Map.of("b", "by hand\n"));

        PushedWork outcome = pushing.push(intent);

        assertThat(outcome).isEqualTo(new PushedWork.Merged(head(), person));
        assertThat(worker.parentsOf(head())).containsExactly(intent.commit(), person);
        assertThat(text(worker, worker.treeOf(head()), "a")).isEqualTo("2\n");
        assertThat(text(worker, worker.treeOf(head()), "b")).isEqualTo("by hand\n");
        assertThat(promised).singleElement().satisfies(next -> {
            assertThat(next.commit()).isEqualTo(head());
            assertThat(next.expected()).contains(person);
            assertThat(next.facts().message())
                    .isEqualTo("t1/cycle-1: merge what others pushed to kintsugi/shop-1a2b3c/task/t1\n");
        });
    }

    @Test
    void the_merge_is_promised_before_it_is_pushed() {
        PushIntent intent = work("a", "2\n");
        CommitId person = repository.commitByHand(TASK.name(), Map.of("b", "by hand\n"));
        PushWork superseded = new PushWork(worker, (refused, next) -> {
            throw new IllegalStateException("another worker has the lease");
        });

        assertThatThrownBy(() -> superseded.push(intent)).hasMessage("another worker has the lease");
        assertThat(head()).isEqualTo(person);
    }

    @Test
    void any_worker_who_is_overtaken_alike_makes_the_same_merge() {
        PushIntent intent = work("a", "2\n");
        repository.commitByHand(TASK.name(), Map.of("b", "by hand\n"));
        List<PushIntent> died = new ArrayList<>();
        PushWork dying = new PushWork(worker, (refused, next) -> {
            died.add(next);
            throw new IllegalStateException("died");
        });
        assertThatThrownBy(() -> dying.push(intent)).hasMessage("died");

        pushing.push(intent);

        assertThat(promised).isEqualTo(died);
        assertThat(pushing.push(died.getFirst())).isEqualTo(new PushedWork.Arrived(head()));
    }

    @Test
    void changes_of_the_same_place_stand_between_markers_and_nothing_is_lost() {
        PushIntent intent = work("a", "ours\n");
        CommitId person = repository.commitByHand(TASK.name(), Map.of("a", "theirs\n"));

        assertThat(pushing.push(intent))
                .isEqualTo(new PushedWork.MergedWithConflicts(
                        head(), person, List.of(new MergeConflict("a", MergeConflict.Kind.CONTENT, Optional.empty()))));
        assertThat(text(worker, worker.treeOf(head()), "a")).contains("ours\n=======\ntheirs\n");
    }

    @Test
    void one_who_is_overtaken_again_and_again_merges_so_often_and_gives_way() {
        for (int overtakers : List.of(PushWork.MAXIMUM_MERGES, PushWork.MAXIMUM_MERGES + 1)) {
            repository.set(TASK.name(), Optional.of(first));
            PushIntent intent = work("a", "after " + overtakers + "\n");
            repository.commitByHand(TASK.name(), Map.of("b0", "0\n"));
            List<PushIntent> merges = new ArrayList<>();
            PushWork slow = new PushWork(worker, (refused, next) -> {
                merges.add(next);
                if (merges.size() < overtakers) {
                    repository.commitByHand(TASK.name(), Map.of("b" + merges.size(), "more\n"));
                }
            });

            PushedWork outcome = slow.push(intent);

            assertThat(merges).hasSize(PushWork.MAXIMUM_MERGES);
            if (overtakers == PushWork.MAXIMUM_MERGES) {
                assertThat(outcome).isInstanceOf(PushedWork.Merged.class);
                assertThat(worker.contains(head(), intent.commit())).isTrue();
            } else {
                assertThat(outcome).isEqualTo(new PushedWork.StillOvertaken(head()));
            }
        }
    }

    @Test
    void a_branch_that_is_gone_or_was_put_back_waits_for_a_person() {
        CommitId second = pushed(worker, TASK, first, put("a", "2\n"));
        PushIntent intent = intent(worker, TASK, Optional.of(second), second, put("b", "2\n"));
        repository.set(TASK.name(), Optional.of(first));
        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Rewritten(first, "a recorded commit was taken off"));

        repository.set(TASK.name(), Optional.empty());
        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Gone());
        assertThat(promised).isEmpty();
        assertThat(repository.head(TASK.name())).isEmpty();
    }

    @Test
    void a_branch_that_was_not_expected_is_merged_when_it_belongs_here() {
        PushIntent intent = intent(worker, TASK, Optional.empty(), repository.base(), put("a", "2\n"));

        assertThat(pushing.push(intent)).isEqualTo(new PushedWork.Merged(head(), first));
    }

    @Test
    void a_branch_that_shares_nothing_with_the_project_waits_for_a_person() {
        PushIntent foreign =
                worker.intent(TRUNK, Optional.empty(), facts(worker.treeOf(first), "another project's first commit"));
        assertThat(worker.push(foreign)).isEqualTo(new PushOutcome.Accepted());
        repository.set(TASK.name(), Optional.of(foreign.commit()));
        PushIntent intent = intent(worker, TASK, Optional.empty(), repository.base(), put("a", "2\n"));

        assertThat(pushing.push(intent))
                .isEqualTo(new PushedWork.Rewritten(foreign.commit(), "it shares no commit with this project"));
    }

    @Test
    void a_worker_on_another_machine_pushes_what_is_promised_and_one_without_the_recipe_says_what_is_missing() {
        PushIntent intent = work("a", "2\n");
        PushIntent bare = new PushIntent(TASK, intent.expected(), intent.commit(), intent.facts());

        PushWork elsewhere = new PushWork(repository.open(), (refused, next) -> promised.add(next));
        PushedWork outcome = elsewhere.push(bare);

        assertThat(outcome)
                .isEqualTo(new PushedWork.NotMade(List.of(intent.facts().tree().hex())));
        assertThat(elsewhere.push(intent)).isEqualTo(new PushedWork.Arrived(intent.commit()));
    }
}
