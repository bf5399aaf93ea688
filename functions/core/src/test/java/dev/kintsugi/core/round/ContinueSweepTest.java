package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker dies at its n-th call to the outside, for every n between the first state and the end of the last continue,
 * before the call has its effect or after; then the job is continued. What comes of it is what comes of an undisturbed
 * run, to the commit.
 */
class ContinueSweepTest {
    private static final int CONTINUES = 2;

    record Journey(String name, Supplier<World> world) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Journey> journeys() {
        return Stream.of(
                new Journey("edits are missing, and fewer after the first continue", ContinueSweepTest::twice),
                new Journey("nothing applies at first", ContinueSweepTest::nothingAtFirst),
                new Journey("the coder continues with tools", ContinueSweepTest::withTools));
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void whenever_a_worker_dies_a_continue_comes_to_the_tree_of_an_undisturbed_run(Journey journey) {
        World undisturbed = run(journey, 0, false);
        assertThat(undisturbed.head("t1").status()).isEqualTo(JobStatus.PASSED);
        int calls = undisturbed.crashes.calls();
        assertThat(calls).isGreaterThan(20);
        for (int call : IntStream.rangeClosed(1, calls).toArray()) {
            for (boolean after : List.of(false, true)) {
                World disturbed = run(journey, call, after);
                String where = "%s, dying %s call %d of %d".formatted(journey, after ? "after" : "before", call, calls);
                assertThat(disturbed.branches()).as(where).isEqualTo(undisturbed.branches());
                assertThat(disturbed.cycle("t1", 1)).as(where).satisfies(cycle -> {
                    assertThat(cycle.commits())
                            .isEqualTo(undisturbed.cycle("t1", 1).commits());
                    assertThat(cycle.edits())
                            .isEqualTo(undisturbed.cycle("t1", 1).edits());
                });
                assertThat(disturbed.head("t1").status()).as(where).isEqualTo(JobStatus.PASSED);
                assertThat(disturbed.head("t1").intent()).as(where).isEmpty();
                assertThat(new PartialJobs(disturbed.memory).state(disturbed.job("t1")))
                        .as(where)
                        .isEmpty();
                assertNothingPaidTwice(disturbed, where);
            }
        }
    }

    private static World run(Journey journey, int strike, boolean after) {
        World world = journey.world().get().crashing();
        world.crashes.strike(strike, after);
        world.play("t1");
        for (int time = 0; time < CONTINUES && world.head("t1").status().isPartial(); time++) {
            world.goOn("t1");
        }
        return world;
    }

    private static void assertNothingPaidTwice(World world, String where) {
        List<String> asked = world.model.asked();
        List<SessionTurn> turns = Stream.of(Role.CODER, Role.REVIEWER)
                .flatMap(role -> new Sessions(world.memory).read(world.job("t1"), 1, role).stream())
                .toList();
        long lost = turns.stream()
                .filter(turn -> turn.result() == SessionTurn.Result.LOST)
                .count();
        assertThat(asked.size() - new HashSet<>(asked).size()).as(where).isLessThanOrEqualTo((int) lost);
        assertThat(world.head("t1").spent())
                .as(where)
                .isEqualTo(
                        turns.stream().mapToLong(SessionTurn::costMicroDollars).sum());
    }

    private static World given() {
        return World.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n")
                .submit("t1.md", "# Greet\n\nSay hello.\n");
    }

    private static World twice() {
        World world = given();
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no line at all", "TWO") + edit("nor this one here", "THREE"))
                .coder(1, 2, "I see nothing to do.")
                .coder(1, 3, edit("two", "TWO"))
                .coder(1, 4, edit("three", "THREE"));
        return world;
    }

    private static World nothingAtFirst() {
        World world = given();
        world.model
                .coder(1, 1, edit("no line at all", "TWO"))
                .coder(1, 2, "I see nothing to do.")
                .coder(1, 3, "Still nothing.")
                .coder(1, 4, edit("two", "TWO"));
        return world;
    }

    private static World withTools() {
        World world = given();
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no line at all", "TWO"))
                .coder(1, 2, "I see nothing to do.")
                .calls(1, 3, ScriptedModel.call("c1", "read_file", "path", "hello.txt"))
                .calls(
                        1,
                        4,
                        ScriptedModel.call("c2", "edit_file", "path", "hello.txt", "find", "two", "replace", "TWO"))
                .coder(1, 5, "Greets two.");
        return world;
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(find, replace);
    }
}
