package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker dies at its n-th call to the outside, for every n, before it has its effect or after; healing comes to the same. */
class HealingFaultSweepTest {
    record Scenario(String name, Supplier<HealedProject> world) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("healed after one cycle", () -> Healings.oneCycle(Healings.PROJECT)),
                new Scenario(
                        "healed at the second attempt", () -> Healings.failingRemediation("healing_max_attempts: 2\n")),
                new Scenario("the architect's first answer is no task", Healings::proseFirst),
                new Scenario("the architect's answers cannot be used", Healings::proseOnly));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whenever_a_worker_dies_there_is_one_remediation_and_nobody_is_lost(Scenario scenario) {
        HealedProject undisturbed = run(scenario, 0, false);
        int calls = undisturbed.crashes.calls();
        assertThat(calls).isGreaterThan(10);
        for (int call : IntStream.rangeClosed(1, calls).toArray()) {
            for (boolean after : List.of(false, true)) {
                HealedProject disturbed = run(scenario, call, after);
                String where =
                        "%s, dying %s call %d of %d".formatted(scenario, after ? "after" : "before", call, calls);
                assertThat(state(disturbed)).as(where).isEqualTo(state(undisturbed));
                assertThat(disturbed.healingEvents()).as(where).isEqualTo(undisturbed.healingEvents());
                assertNothingPaidTwice(disturbed, where);
            }
        }
    }

    private static HealedProject run(Scenario scenario, int strike, boolean after) {
        HealedProject world = scenario.world().get();
        world.crashes.strike(strike, after);
        return world.run();
    }

    /** Every task with its status, what stands for it and its last commit, and the project's counts. */
    private static List<String> state(HealedProject world) {
        List<String> state = new ArrayList<>();
        new Projects(world.memory).lines(world.project).forEach(line -> {
            var job = new Jobs(world.memory).get(line.job());
            state.add("%d %s %s %s %s %s %s"
                    .formatted(
                            line.place(),
                            line.job().task(),
                            job.status(),
                            job.remediation(),
                            job.standsFor(),
                            job.head(),
                            job.reserved()));
        });
        var head = world.head();
        state.add("%s %d %d %d %d %d %d %d"
                .formatted(
                        head.status(),
                        head.total(),
                        head.created(),
                        head.passed(),
                        head.failed(),
                        head.healed(),
                        head.active(),
                        head.free()));
        state.add(world.onTrunk().toString());
        return state;
    }

    /** A question is asked again only when its reply was lost, and then the loss stands on record. */
    private static void assertNothingPaidTwice(HealedProject world, String where) {
        Sessions sessions = new Sessions(world.memory);
        long lost = new Projects(world.memory)
                .lines(world.project)
                .flatMap(line -> IntStream.rangeClosed(1, 3)
                        .boxed()
                        .flatMap(cycle -> Stream.of(Role.values())
                                .flatMap(role -> sessions.read(line.job(), cycle, role).stream())))
                .filter(turn -> turn.result() == SessionTurn.Result.LOST)
                .count();
        assertThat((long) world.model.asked.size() - new HashSet<>(world.model.asked).size())
                .as(where)
                .isLessThanOrEqualTo(lost);
    }
}
