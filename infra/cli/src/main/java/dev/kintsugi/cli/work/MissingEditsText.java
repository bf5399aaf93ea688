package dev.kintsugi.cli.work;

import dev.kintsugi.cli.screen.Screen;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.view.PartialView;
import java.util.ArrayList;
import java.util.List;

/** What a partial job has and what it lacks, line by line. */
final class MissingEditsText {
    private final Screen screen;

    MissingEditsText(Screen screen) {
        this.screen = screen;
    }

    List<String> lines(PartialView state) {
        List<String> lines = evidence(state);
        lines.add("Go on: kintsugi continue " + state.job());
        return lines;
    }

    /** The same without what to do about it. */
    List<String> evidence(PartialView state) {
        List<String> lines = new ArrayList<>();
        String commit = state.commit();
        lines.add("");
        lines.add("Partial since cycle %d: %s applied%s, %d missing, continued %d of %d times"
                .formatted(
                        state.cycle(),
                        Words.counted(state.applied().size(), "edit"),
                        commit == null ? "" : " at commit " + Words.shortened(commit),
                        state.failed().size(),
                        state.continues(),
                        state.maxContinues()));
        String obstacle = state.obstacle();
        if (obstacle != null) {
            lines.add("  " + screen.plain(obstacle));
        }
        state.applied()
                .forEach(edit -> lines.add("  applied  %s  %s (%s)"
                        .formatted(edit.id(), place(edit.file(), edit.line()), edit.outcome())));
        state.failed().forEach(edit -> add(lines, edit));
        if (!state.suggestions().isEmpty()) {
            lines.add("Suggestions:");
            state.suggestions().forEach(suggestion -> lines.add("  " + screen.plain(suggestion)));
        }
        return lines;
    }

    private void add(List<String> lines, PartialView.MissingEdit edit) {
        lines.add("  missing  %s  %s: %s"
                .formatted(edit.id(), place(edit.file(), edit.line()), screen.plain(edit.preview())));
        lines.add("      " + screen.plain(edit.reason()));
        for (Candidate candidate : edit.candidates()) {
            lines.add("      possible match at line %d (%d%% similar): %s"
                    .formatted(candidate.line(), candidate.similarity(), screen.plain(candidate.preview())));
        }
    }

    private String place(String file, int line) {
        return screen.plain(file) + (line > 0 ? ":" + line : "");
    }
}
