package dev.kintsugi.core.execute;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.round.ScriptedModel;
import dev.kintsugi.core.round.World;
import java.util.List;

/** A project of one task that greets, and what its coder says. */
final class Greeting {
    private Greeting() {}

    static final String TASK = "# Greet\n\nSay hello.\n";

    static World world() {
        return World.with("hello.txt", "one\ntwo\nthree\n", "src/other.txt", "x\n")
                .submit("t1.md", TASK);
    }

    static World world(String frontMatter) {
        return World.with("hello.txt", "one\ntwo\nthree\n", "src/other.txt", "x\n")
                .submit("t1.md", "---\n" + frontMatter + "---\n\n" + TASK);
    }

    static String edit(String path, String find, String replace) {
        return "FILE: %s\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(path, find, replace);
    }

    static End ended(World world) {
        return world.head("t1").end().orElseThrow();
    }

    static Reply reply(String text) {
        return new Reply(text, List.of(), StopReason.END_TURN, ScriptedModel.usage());
    }
}
