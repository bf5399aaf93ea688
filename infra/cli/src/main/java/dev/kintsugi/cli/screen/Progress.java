package dev.kintsugi.cli.screen;

import dev.kintsugi.cli.api.WatchedProject;
import java.time.Duration;
import java.time.Instant;

/** Shows how a project goes on, while it does. */
public interface Progress {
    /** The project as it stands now. */
    void show(WatchedProject project, Instant now, Duration elapsed);

    /** How the project stood when somebody did something about it: nothing of that is news. */
    default void know(WatchedProject project) {}

    /** Something that happened to a task and is worth a line of its own. */
    void tell(String task, String what, Duration elapsed);

    /** Nothing more comes. */
    void end();

    /** For those who want to see nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void show(WatchedProject project, Instant now, Duration elapsed) {}

        @Override
        public void tell(String task, String what, Duration elapsed) {}

        @Override
        public void end() {}
    };
}
