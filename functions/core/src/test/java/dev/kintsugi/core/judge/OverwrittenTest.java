package dev.kintsugi.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.round.World;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an earlier cycle applied and a later one took away again: seen by comparing the commits, and told. */
class OverwrittenTest {
    private static final String OBJECTS = "ISSUE:\nSEVERITY: major\nDESCRIPTION: three is quiet\n\nAPPROVED: no\n";

    @Test
    void applied_edits_that_a_later_cycle_overwrote_are_told_to_the_reviewer_with_file_and_lines() {
        World world = played(edit("ONE", "uno"));

        assertThat(shown(world.model.request("reviewer 2.1")))
                .contains("this cycle overwrote edits that earlier ones applied, which may be meant:"
                        + " hello.txt (1 of 1 line gone)");
        assertThat(told(world))
                .isEqualTo("t1, cycle 2: this cycle overwrote edits that earlier ones applied, which may be meant:"
                        + " hello.txt (1 of 1 line gone)");
    }

    @Test
    void nothing_is_told_when_all_of_it_is_still_there() {
        World world = played(edit("three", "THREE"));

        assertThat(shown(world.model.request("reviewer 2.1"))).doesNotContain("overwrote");
        assertThat(told(world)).isEmpty();
    }

    private static World played(String second) {
        World world = World.with("hello.txt", "one\ntwo\nthree\n").submit("t1.md", "# Greet\n\nSay hello.\n");
        world.model
                .coder(1, 1, edit("one", "ONE"))
                .reviewer(1, 1, OBJECTS)
                .coder(2, 1, second)
                .reviewer(2, 1, "APPROVED: yes\n");
        return world.play("t1");
    }

    private static String told(World world) {
        return new Projects(world.memory)
                .events(world.project)
                .filter(event -> event.kind().equals("edits.overwritten"))
                .map(Event::text)
                .collect(Collectors.joining("\n"));
    }

    private static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n".formatted(find, replace);
    }

    private static String shown(ModelRequest request) {
        return request.messages().stream()
                .filter(Message.FromUser.class::isInstance)
                .map(Message.FromUser.class::cast)
                .flatMap(message -> message.passages().stream())
                .map(Passage::text)
                .collect(Collectors.joining());
    }
}
