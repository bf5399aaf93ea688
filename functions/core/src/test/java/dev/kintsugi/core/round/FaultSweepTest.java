package dev.kintsugi.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker dies at its n-th call to the outside, for every n, before the call has its effect or after. */
class FaultSweepTest {
    private static final String TASK = "# Greet\n\nSay hello.\n";

    record Scenario(String name, String passes, Supplier<World> world, Consumer<World> meanwhile) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario(
                        "a check fails, a reviewer objects, an edit is repaired",
                        "Landed",
                        FaultSweepTest::eventful,
                        w -> {}),
                new Scenario("edits stay missing", "Partial", FaultSweepTest::partial, w -> {}),
                new Scenario("tools", "Landed", FaultSweepTest::withTools, w -> {}),
                new Scenario(
                        "somebody pushed to the job's branch",
                        "Landed",
                        FaultSweepTest::twoCycles,
                        FaultSweepTest::somebodyPushesToTheJob),
                new Scenario("the trunk moved", "Moved", FaultSweepTest::twoCycles, FaultSweepTest::theTrunkMoves),
                new Scenario("the trunk changed the same lines", "Conflict", FaultSweepTest::conflicting, w -> {}));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whenever_a_worker_dies_the_result_is_that_of_an_undisturbed_run(Scenario scenario) {
        World undisturbed = run(scenario, 0, false);
        int calls = undisturbed.crashes.calls();
        assertThat(calls).isGreaterThan(4);
        assertThat(undisturbed.trail).contains(scenario.passes());
        for (int call : IntStream.rangeClosed(1, calls).toArray()) {
            for (boolean after : List.of(false, true)) {
                World disturbed = run(scenario, call, after);
                String where =
                        "%s, dying %s call %d of %d".formatted(scenario, after ? "after" : "before", call, calls);
                assertThat(disturbed.trail)
                        .as(where + " " + disturbed.head("t1").end())
                        .isEqualTo(undisturbed.trail);
                assertThat(disturbed.branches()).as(where).isEqualTo(undisturbed.branches());
                assertThat(disturbed.head("t1").status())
                        .as(where)
                        .isEqualTo(undisturbed.head("t1").status());
                assertThat(disturbed.head("t1").intent()).as(where).isEmpty();
                assertThat(disturbed.head("t1").reserved()).as(where).isZero();
                assertNothingPaidTwice(disturbed, undisturbed, where);
            }
        }
    }

    private static World run(Scenario scenario, int strike, boolean after) {
        World world = scenario.world().get().crashing();
        scenario.meanwhile().accept(world);
        world.crashes.strike(strike, after);
        return world.run("t1");
    }

    /** A question is asked again only when its reply was lost, and then the loss stands on record and is paid for. */
    private static void assertNothingPaidTwice(World disturbed, World undisturbed, String where) {
        List<String> asked = disturbed.model.asked();
        Set<String> once = new HashSet<>(asked);
        assertThat(once).as(where).isEqualTo(new HashSet<>(undisturbed.model.asked()));
        List<SessionTurn> lost = turns(disturbed).stream()
                .filter(turn -> turn.result() == SessionTurn.Result.LOST)
                .toList();
        assertThat(asked.size() - once.size()).as(where).isLessThanOrEqualTo(lost.size());
        long paid = turns(disturbed).stream()
                .mapToLong(SessionTurn::costMicroDollars)
                .sum();
        assertThat(disturbed.head("t1").spent()).as(where).isEqualTo(paid);
    }

    private static List<SessionTurn> turns(World world) {
        Sessions sessions = new Sessions(world.memory);
        return IntStream.rangeClosed(1, world.head("t1").cycle())
                .boxed()
                .flatMap(cycle -> Stream.of(Role.CODER, Role.REVIEWER)
                        .flatMap(role -> sessions.read(world.job("t1"), cycle, role).stream()))
                .toList();
    }

    private static World eventful() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n")
                .submit("project.yaml", "checks:\n  - name: test\n    command: make\n", "t1.md", TASK)
                .failingCheck("BROKEN", "it is broken");
        world.model
                .coder(1, 1, edit("one", "BROKEN"))
                .coder(2, 1, edit("BROKEN", "mended"))
                .reviewer(2, 1, "ISSUE:\nSEVERITY: major\nDESCRIPTION: two is not greeted\n\nAPPROVED: no\n")
                .coder(3, 1, edit("no such line stands here", "hello two") + edit("three", "hello three"))
                .coder(3, 2, edit("two", "hello two"))
                .reviewer(
                        3, 1, "VERIFICATION:\nFINDING_ID: %s\nSTATUS: fixed\n\nAPPROVED: yes\n".formatted(findingId()));
        return world;
    }

    private static String findingId() {
        return Finding.of(Severity.MAJOR, "two is not greeted").id();
    }

    private static World twoCycles() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n")
                .submit("project.yaml", "checks:\n  - name: test\n    command: make\n", "t1.md", TASK)
                .failingCheck("BROKEN", "it is broken");
        world.model.coder(1, 1, edit("one", "BROKEN"));
        return world;
    }

    private static World partial() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        world.model
                .coder(1, 1, edit("one", "ONE") + edit("no such line stands here", "TWO"))
                .coder(1, 2, edit("nor does this one stand anywhere", "TWO"));
        return world;
    }

    private static World withTools() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        world.model
                .calls(1, 1, ScriptedModel.call("c1", "read_file", "path", "hello.txt"))
                .calls(
                        1,
                        2,
                        ScriptedModel.call("c2", "edit_file", "path", "hello.txt", "find", "nothing", "replace", "x"),
                        ScriptedModel.call("c3", "search", "text", "two"))
                .calls(
                        1,
                        3,
                        ScriptedModel.call("c4", "edit_file", "path", "hello.txt", "find", "two", "replace", "TWO"))
                .coder(1, 4, "Greets two.");
        return world;
    }

    private static World conflicting() {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", TASK);
        world.model
                .answers(Role.CODER, 1, 1, request -> {
                    if (world.onTrunk().get("hello.txt").startsWith("one")) {
                        world.repository.commitByHand(world.trunk().name(), Map.of("hello.txt", "eins\ntwo\nthree\n"));
                    }
                    return world.model.answered(
                            request,
                            new Reply(edit("one", "uno"), List.of(), StopReason.END_TURN, ScriptedModel.usage()));
                })
                .calls(
                        2,
                        1,
                        ScriptedModel.call(
                                "c1", "write_file", "path", "hello.txt", "content", "eins uno\ntwo\nthree\n"))
                .coder(2, 2, "Both greetings.");
        return world;
    }

    private static void somebodyPushesToTheJob(World world) {
        Runnable push = () -> world.repository
                .head(world.branch("t1").name())
                .filter(head -> !world.files(head).containsKey("by-hand.txt"))
                .ifPresent(head ->
                        world.repository.commitByHand(world.branch("t1").name(), Map.of("by-hand.txt", "kept\n")));
        world.model.answers(Role.CODER, 2, 1, request -> {
            push.run();
            return said(world, request, edit("BROKEN", "mended"));
        });
    }

    private static void theTrunkMoves(World world) {
        world.model.answers(Role.CODER, 2, 1, request -> {
            if (!world.onTrunk().containsKey("moved.txt")) {
                world.repository.commitByHand(world.trunk().name(), Map.of("moved.txt", "kept\n"));
            }
            return said(world, request, edit("BROKEN", "mended"));
        });
    }

    private static ModelAnswer said(World world, ModelRequest request, String text) {
        return world.model.answered(request, new Reply(text, List.of(), StopReason.END_TURN, ScriptedModel.usage()));
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(find, replace);
    }
}
