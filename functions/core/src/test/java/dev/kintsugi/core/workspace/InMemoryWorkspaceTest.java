package dev.kintsugi.core.workspace;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The workspace in memory keeps the contract, and fails when it is told to. */
class InMemoryWorkspaceTest extends WorkspaceContract {
    private InMemoryRepository repository = InMemoryRepository.of(FILES);

    @Override
    protected CommitId repository() {
        repository = InMemoryRepository.of(FILES);
        return repository.base();
    }

    @Override
    protected Workspace worker() {
        return repository.open();
    }

    @Override
    protected void set(Branch branch, Optional<CommitId> commit) {
        repository.set(branch.name(), commit);
    }

    @Test
    void a_broken_network_and_a_lost_answer_can_be_played() {
        PushIntent intent = intent(workspace, TASK, Optional.empty(), base, put("a", "1"));
        repository.failPushes(1);
        assertThatThrownBy(() -> workspace.push(intent)).isInstanceOf(WorkspaceFault.Passing.class);
        assertThat(workspace.head(TASK)).isEmpty();

        repository.loseAnswerOfNextPush();
        assertThatThrownBy(() -> workspace.push(intent)).isInstanceOf(WorkspaceFault.Passing.class);
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.AlreadyThere());
    }

    @Test
    void a_person_can_commit_by_hand() {
        CommitId byHand = repository.commitByHand("main", Map.of("by", "hand\n"));

        assertThat(workspace.parentsOf(byHand)).containsExactly(base);
        assertThat(repository.head("main")).contains(byHand);
    }
}
