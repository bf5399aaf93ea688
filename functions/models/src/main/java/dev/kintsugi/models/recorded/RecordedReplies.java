package dev.kintsugi.models.recorded;

import dev.kintsugi.core.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of replies. {@code add-login.coder.2.1.md} answers task add-login's coder in cycle 2, turn 1;
 * {@code add-login.coder.3.md} answers that coder's third question, whichever cycle it falls in; {@code
 * add-login.coder.md} answers all that nothing else answers, for a model that says the same again and again. The rest of
 * a reply that was cut stands beside it: {@code add-login.coder.2.1+1.md}.
 */
final class RecordedReplies {
    private static final int MAX_NAMES_SHOWN = 20;

    private final Path folder;

    RecordedReplies(Path folder) {
        this.folder = folder;
    }

    /** The file for an exchange, the more exact name first. */
    Optional<Path> find(Turn turn, int part) {
        return names(turn, part).stream()
                .map(folder::resolve)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    /** Where a reply of this turn, or a piece of one, is recorded. */
    Path fileFor(Turn turn, int part) {
        return folder.resolve(names(turn, part).getFirst());
    }

    private static List<String> names(Turn turn, int part) {
        String who = turn.task() + "." + turn.role().word();
        String rest = (part == 0 ? "" : "+" + part) + ".md";
        return List.of(
                who + "." + turn.cycle() + "." + turn.turn() + rest, who + "." + turn.order() + rest, who + rest);
    }

    /** What was looked for and what is there. */
    String missed(Turn turn, int part) {
        return "no recorded reply for %s: looked for %s in %s; there is %s"
                .formatted(turn, String.join(", ", names(turn, part)), folder, present(turn));
    }

    /** The names that are there, this task's first. */
    private String present(Turn turn) {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException unreadable) {
            return "no such folder";
        }
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = Stream.concat(
                        names.stream().filter(name -> isOf(turn, name)),
                        names.stream().filter(name -> !isOf(turn, name)))
                .limit(MAX_NAMES_SHOWN)
                .collect(Collectors.joining(", "));
        int more = names.size() - MAX_NAMES_SHOWN;
        return more > 0 ? shown + " and %d more".formatted(more) : shown;
    }

    private static boolean isOf(Turn turn, String name) {
        return name.startsWith(turn.task() + ".");
    }
}
