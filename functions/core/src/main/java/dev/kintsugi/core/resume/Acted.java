package dev.kintsugi.core.resume;

import java.util.List;

/** What became of an operator's action. The text is a sentence, or a few, for the person who asked. */
public sealed interface Acted {
    String text();

    /**
     * It is done, now or by an earlier one that it finished.
     *
     * @param tasks those that it changed
     * @param pending those that stay as they are although they could go on, each of them
     */
    record Done(String text, List<String> tasks, List<String> pending) implements Acted {
        public Done {
            tasks = List.copyOf(tasks);
            pending = List.copyOf(pending);
        }
    }

    /**
     * The project is not any more as it was when the decision was made; nothing was changed.
     *
     * @param differences what is otherwise, each a sentence
     * @param token the one that holds now
     */
    record Stale(String text, List<String> differences, String token) implements Acted {
        public Stale {
            differences = List.copyOf(differences);
        }
    }

    /** It cannot be done, or not so; nothing was changed, and the text says what to do instead. */
    record Refused(String text) implements Acted {}
}
