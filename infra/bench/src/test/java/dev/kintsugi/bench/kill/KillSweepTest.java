package dev.kintsugi.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link KillSweeps} does whole: some pictures of each story, and some processes that are killed. */
class KillSweepTest {
    private static final Path SCENARIOS = Path.of("../../statemachine/scenarios");

    @TempDir
    private Path place;

    private KillSweep sweep(String scenario, boolean keepCycles, int every) throws Exception {
        return new KillSweep(place, new KillStory(SCENARIOS.resolve(scenario)), keepCycles, every);
    }

    private static List<KillSweep.Trial> pictures(KillSweep sweep, int every) throws Exception {
        List<KillSweep.Trial> trials = new ArrayList<>();
        for (int moment = 1; moment <= sweep.moments().size(); moment += every) {
            trials.add(sweep.goOnFrom(moment));
        }
        return trials;
    }

    private static void assertThatAllSurvived(List<KillSweep.Trial> trials) {
        System.out.printf(
                "points tried %d, survived %d%n",
                trials.size(), trials.stream().filter(KillSweep.Trial::survived).count());
        assertThat(trials).allMatch(KillSweep.Trial::survived);
    }

    @Test
    void four_tasks_go_on_inside_their_cycles_wherever_the_cloud_is_killed() throws Exception {
        KillSweep sweep = sweep("056_four_tasks", true, 61);
        int moments = sweep.moments().size();

        List<KillSweep.Trial> trials = pictures(sweep, 61);
        trials.add(sweep.killAt(moments / 4));
        trials.add(sweep.killAt(moments * 3 / 4));

        assertThatAllSurvived(trials);
    }

    @Test
    void four_tasks_begin_again_on_their_branches_wherever_the_cloud_is_killed() throws Exception {
        KillSweep sweep = sweep("056_four_tasks", false, 67);

        List<KillSweep.Trial> trials = pictures(sweep, 67);
        trials.add(sweep.killAt(sweep.moments().size() / 2));
        trials.add(sweep.killAfter(1, Duration.ofMillis(700)));

        assertThatAllSurvived(trials);
    }

    @Test
    void a_continue_comes_to_the_same_wherever_the_cloud_is_killed() throws Exception {
        assertThatAllSurvived(pictures(sweep("028_continued", true, 23), 23));
    }

    @Test
    void a_healing_comes_to_the_same_wherever_the_cloud_is_killed() throws Exception {
        assertThatAllSurvived(pictures(sweep("037_healed_after_three_cycles", true, 49), 49));
    }

    @Test
    void it_is_killed_at_writes_and_around_every_call_of_a_model_and_every_push() throws Exception {
        List<String> moments = sweep("028_continued", true, Integer.MAX_VALUE).moments();

        for (String kind : List.of(
                "write of [Jobs ",
                "write of [Sessions ",
                "append of [",
                "call: ",
                "behind the call: ",
                "push of ",
                "behind push of ")) {
            assertThat(moments).anyMatch(moment -> moment.startsWith(kind));
        }
    }
}
