package dev.kintsugi.core.push;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.TRUNK;
import static dev.kintsugi.core.workspace.Given.facts;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A landing that arrives, one that is overtaken, and one that came to the trunk some other way. */
class PushLandingTest {
    private final InMemoryRepository repository = InMemoryRepository.of(Map.of("a", "1\n"));
    private final Workspace worker = repository.open();
    private final CommitId trunk = pushed(worker, TRUNK, repository.base(), put("trunk", "1\n"));
    private final CommitId job = pushed(worker, TASK, trunk, put("job", "1\n"));
    private final PushIntent landing =
            worker.intent(TRUNK, Optional.of(trunk), facts(worker.treeOf(job), "t1: land", trunk, job));
    private final PushLanding pushing = new PushLanding(worker);

    @Test
    void a_landing_arrives_once_and_says_so_again() {
        assertThat(pushing.push(landing, job)).isEqualTo(new PushedLanding.Landed(landing.commit()));
        assertThat(pushing.push(landing, job)).isEqualTo(new PushedLanding.Landed(landing.commit()));
        CommitId later = pushed(worker, TRUNK, landing.commit(), put("more", "1\n"));
        assertThat(pushing.push(landing, job)).isEqualTo(new PushedLanding.Landed(later));
    }

    @Test
    void an_overtaken_landing_is_void_and_nothing_is_pushed() {
        CommitId another = pushed(worker, TRUNK, trunk, put("another", "1\n"));

        assertThat(pushing.push(landing, job)).isEqualTo(new PushedLanding.Overtaken(another));
        assertThat(repository.head(TRUNK.name())).contains(another);
    }

    @Test
    void a_job_that_a_person_merged_has_landed() {
        PushIntent byHand =
                worker.intent(TRUNK, Optional.of(trunk), facts(worker.treeOf(job), "merged by hand", trunk, job));
        assertThat(worker.push(byHand)).isEqualTo(new PushOutcome.Accepted());

        assertThat(pushing.push(landing, job)).isEqualTo(new PushedLanding.Landed(byHand.commit()));
    }

    @Test
    void a_trunk_that_was_put_back_or_removed_waits_for_a_person() {
        repository.set(TRUNK.name(), Optional.of(repository.base()));
        assertThat(pushing.push(landing, job))
                .isEqualTo(new PushedLanding.Displaced(
                        Optional.of(repository.base()), "recorded commits were taken off it"));

        repository.set(TRUNK.name(), Optional.empty());
        assertThat(pushing.push(landing, job))
                .isEqualTo(new PushedLanding.Displaced(Optional.empty(), "it was removed"));
    }

    @Test
    void a_worker_without_the_merge_says_what_is_missing() {
        InMemoryRepository elsewhere = InMemoryRepository.of(Map.of("a", "1\n"));
        CommitId first = pushed(elsewhere.open(), TRUNK, elsewhere.base(), put("trunk", "1\n"));
        assertThat(new PushLanding(elsewhere.open())
                        .push(new PushIntent(TRUNK, Optional.of(first), landing.commit(), landing.facts()), job))
                .isEqualTo(
                        new PushedLanding.NotMade(List.of(landing.facts().tree().hex())));
    }
}
