package dev.kintsugi.core.execute;

import static dev.kintsugi.core.execute.Greeting.edit;
import static dev.kintsugi.core.execute.Greeting.ended;
import static dev.kintsugi.core.execute.Greeting.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.round.ScriptedModel;
import dev.kintsugi.core.round.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a coder may go on: turns, tools, floods, sizes and visits. */
class CoderBoundsTest {
    @Test
    void tools_show_the_running_content_and_tell_a_failure_at_once() {
        World world = world();
        world.model
                .calls(
                        1,
                        1,
                        ScriptedModel.call("c1", "list_files", "folder", "src"),
                        ScriptedModel.call("c2", "read_file", "path", "hello.txt", "first_line", 2, "last_line", 2),
                        ScriptedModel.call("c3", "edit_file", "path", "hello.txt", "find", "nowhere", "replace", "x"),
                        ScriptedModel.call("c4", "edit_file", "path", "hello.txt", "find", "two", "replace", "TWO"),
                        ScriptedModel.call("c5", "search", "text", "TWO"),
                        ScriptedModel.call("c6", "write_file", "path", "src/new.txt", "content", "new\n"),
                        ScriptedModel.call("c7", "delete_file", "path", "src/other.txt"))
                .coder(1, 2, "Did this:\n\nhello.txt\n```\nTWO only\n```\n");

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        List<ToolResult> results =
                ((Message.FromTools) world.model.lastRequest().messages().getLast()).results();
        assertThat(results)
                .extracting(ToolResult::failed)
                .containsExactly(false, false, true, false, false, false, false);
        assertThat(results.get(0).text()).isEqualTo("src/other.txt");
        assertThat(results.get(1).text()).startsWith("two\n");
        assertThat(results.get(2).text()).startsWith("nothing was changed: hello.txt");
        assertThat(results.get(4).text()).isEqualTo("hello.txt:2: TWO");
        assertThat(world.files(world.head("t1").head().orElseThrow()))
                .isEqualTo(Map.of("hello.txt", "one\nTWO\nthree\n", "src/new.txt", "new\n"));
        assertThat(world.cycle("t1", 1).summary()).isEqualTo("Did this:");
    }

    @Test
    void a_coder_that_loops_on_tools_ends_by_name_and_its_edits_stay() {
        World world = world().limits(new CoderLimits(4, CoderLimits.MAX_EDITS, 1));
        IntStream.rangeClosed(1, 9)
                .forEach(turn -> world.model.calls(
                        1,
                        turn,
                        ScriptedModel.call("c", "write_file", "path", "f" + turn + ".txt", "content", "x\n"),
                        ScriptedModel.call("d", "list_files")));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());

        assertThat(ended(world).cause()).isEqualTo("tool_loop");
        assertThat(world.model.asked()).hasSize(4);
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsKeys("f1.txt", "f4.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {Repetition.MAX_TURNS - 1, Repetition.MAX_TURNS, Repetition.MAX_TURNS + 1})
    void a_coder_that_asks_the_same_and_hears_the_same_is_stopped_before_it_has_used_all_its_turns(int times) {
        World world = world();
        IntStream.rangeClosed(1, times)
                .forEach(turn -> world.model.calls(1, turn, ScriptedModel.call("c" + turn, "list_files")));
        world.model.coder(1, times + 1, edit("hello.txt", "one", "ONE"));

        ExecuteOutcome outcome = world.execute("t1");

        if (times < Repetition.MAX_TURNS) {
            assertThat(outcome).isInstanceOf(ExecuteOutcome.Applied.class);
        } else {
            assertThat(ended(world).cause()).isEqualTo("tool_loop");
            assertThat(ended(world).reason()).contains("list_files {} 5 times in a row");
            assertThat(world.model.asked()).hasSize(Repetition.MAX_TURNS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void a_reply_of_more_tool_calls_than_edits_are_allowed_is_a_flood(int calls) {
        World world = world().limits(new CoderLimits(10, 3, 0));
        world.model
                .calls(
                        1,
                        1,
                        IntStream.rangeClosed(1, calls)
                                .mapToObj(call -> ScriptedModel.call("c" + call, "list_files"))
                                .toArray(ToolCall[]::new))
                .coder(1, 2, edit("hello.txt", "one", "ONE"));

        ExecuteOutcome outcome = world.execute("t1");

        if (calls <= 3) {
            assertThat(outcome).isInstanceOf(ExecuteOutcome.Applied.class);
        } else {
            assertThat(ended(world).cause()).isEqualTo("too_many_calls");
            assertThat(ended(world).reason()).contains("made 4 tool calls in one reply");
        }
    }

    @Test
    void a_reply_of_five_megabytes_is_recorded_in_pieces_and_applied() {
        World world = world();
        String content = IntStream.range(0, 100_000)
                .mapToObj(line ->
                        "line " + Integer.toString(line * 7_919, 36) + " of many, each of its own " + line % 977)
                .reduce(new StringBuilder(), (all, line) -> all.append(line).append('\n'), StringBuilder::append)
                .toString();
        world.model.coder(1, 1, "Big.\n\nFILE: big.txt\n```\n" + content + "```\n");

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("big.txt", content);
        assertThat(world.memory.everything()).anyMatch(item -> item.key().sort().endsWith("/part001"));
    }

    @Test
    void more_edits_than_a_cycle_may_have_are_a_flood() {
        World world = world().limits(new CoderLimits(10, 3, 0));
        world.model.coder(
                1,
                1,
                edit("hello.txt", "one", "1")
                        + edit("hello.txt", "two", "2")
                        + edit("hello.txt", "three", "3")
                        + edit("src/other.txt", "x", "y"));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        assertThat(ended(world).cause()).isEqualTo("too_many_edits");
        assertThat(world.head("t1").head()).isEmpty();
    }

    @Test
    void a_session_goes_on_over_visits_that_are_too_short() {
        World world = world().visiting(Duration.ofSeconds(1));
        world.model
                .calls(1, 1, ScriptedModel.call("c1", "list_files"))
                .calls(1, 2, ScriptedModel.call("c2", "edit_file", "path", "hello.txt", "find", "one", "replace", "1"))
                .coder(1, 3, "Done it.");

        world.run("t1");

        assertThat(world.trail).containsExactly("Yielded", "Yielded", "Applied", "Approved", "Landed");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.2", "coder 1.3", "reviewer 1.1");
        assertThat(world.onTrunk()).containsEntry("hello.txt", "1\ntwo\nthree\n");
    }
}
